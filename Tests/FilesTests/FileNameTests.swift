import Testing

@testable import Files

@Suite("A file's name is a label: never a path, and nothing that reads as something else")
struct FileNameTests {
    private let pdf = FileType.named("pdf")

    @Test(
        "what visitors call files",
        arguments: [
            ("cv.pdf", "cv.pdf"), ("CV.PDF", "CV.PDF"), ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\ada\\cv.pdf", "cv.pdf"), ("a\0b.pdf", "a_b.pdf"), ("CON", "_CON.pdf"),
            ("con.pdf", "_con.pdf"), ("LPT1.pdf", "_LPT1.pdf"), ("aux.tar.pdf", "_aux.tar.pdf"),
            ("invoice\u{202E}fdp.exe", "invoice_fdp.exe.pdf"), ("cv.pdf.", "cv.pdf"), ("  .hidden.pdf ", "hidden.pdf"),
            ("..", "file.pdf"), ("", "file.pdf"), (".pdf", "pdf.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
            ("Lebenslauf Zoë.pdf", "Lebenslauf Zoë.pdf"), ("履歴書.pdf", "履歴書.pdf"),
            ("a\u{200F}\u{200B}b.pdf", "a__b.pdf"),
            ("x.html", "x.html.pdf"), ("a\"b;c=%.pdf", "a_b;c=%.pdf"),
        ])
    func names(name: String, safe: String) {
        #expect(FileName.safe(name, type: pdf) == safe)
    }

    @Test("three hundred bytes become few enough for every file system, and keep the ending")
    func long() {
        let name = FileName.safe(String(repeating: "ü", count: 150) + ".pdf", type: pdf)
        #expect(name.utf8.count <= 124 && name.hasSuffix("ü.pdf"))
        #expect(FileName.safe("a." + String(repeating: "x", count: 300), type: pdf).hasSuffix(".pdf"))
    }

    @Test("the answer's field holds it in ASCII and as it is, and nothing can end either")
    func disposition() {
        #expect(
            FileName.disposition("Zoë \"x\".pdf")
                == "attachment; filename=\"Zo_ _x_.pdf\"; filename*=UTF-8''Zo%C3%AB%20%22x%22.pdf")
    }

    @Test("sizes for people")
    func sizes() {
        #expect(
            [0, 999, 1000, 34_600, 1_240_000, 2_000_000, 10 << 20].map(FileSize.text) == [
                "0 B", "999 B", "1 kB", "35 kB", "1.2 MB", "2 MB", "10.5 MB",
            ])
    }
}
