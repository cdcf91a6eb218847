import Testing

@testable import Files

@Suite("A file is what its name, its sender's word and its content agree on")
struct FileCheckTests {
    private static let pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
    private static let png = "\u{89}PNG\r\n\u{1A}\n\0\0\0\u{0D}IHDR\0\0\0\u{1}\0\0\0\u{1}\u{8}\u{2}\0\0\0"
    private static let gif = "GIF89a\u{1}\0\u{1}\0\u{80}\0\0"

    private func type(
        _ name: String, _ said: String?, _ content: String, types: [FileType] = FileType.all
    ) throws -> String? {
        let magic = try #require(ContentType())
        // Each scalar a byte.
        let bytes = content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        return FileCheck(types: types).type(name: name, said: said, content: magic.of(bytes), beginning: bytes)?.name
    }

    @Test("what agrees is taken")
    func good() throws {
        #expect(try type("cv.pdf", "application/pdf", Self.pdf) == "pdf")
        #expect(try type("CV.PDF", "application/octet-stream", Self.pdf) == "pdf")
        #expect(try type("cv", "application/pdf", Self.pdf) == "pdf")
        #expect(try type("cv", nil, Self.pdf) == "pdf")
        #expect(try type("a.png", "image/png", Self.png) == "png")
        #expect(try type("a.gif", "image/gif; x=y", Self.gif) == "gif")
        #expect(try type("notes.txt", "text/plain", "Hello there, this is text.\n") == "txt")
        #expect(try type("list.csv", "application/vnd.ms-excel", "a,b\n1,2\n3,4\n") == "csv")
    }

    @Test("what does not is refused: another ending, another word, other content, a kind that the form does not take")
    func bad() throws {
        #expect(try type("cv.exe", "application/pdf", Self.pdf) == nil)
        #expect(try type("cv.pdf", "image/png", Self.pdf) == nil)
        #expect(try type("cv.pdf", "application/pdf", Self.png) == nil)
        #expect(try type("cv.png", "application/pdf", Self.pdf) == nil)
        #expect(try type("cv.pdf", "application/pdf", Self.pdf, types: [try #require(FileType.named("png"))]) == nil)
        #expect(try type("run.pdf", nil, "#!/bin/sh\nrm -rf /\n") == nil)
        #expect(try type("cv.pdf.", "application/pdf", Self.pdf) == nil)
        #expect(try type("a.pdf", nil, "") == nil)
    }

    @Test("what is two things at once is refused, or is what it may be and is served as that")
    func polyglots() throws {
        #expect(try type("cv.pdf", nil, "<html><script>alert(1)</script>\n" + Self.pdf) == nil)
        #expect(try type("a.txt", "text/plain", "<!doctype html><html><script>alert(1)</script></html>") == nil)
        #expect(try type("a.csv", "text/csv", "<html>,<script>alert(1)</script>\na,b\nc,d\ne,f\n") == nil)
        #expect(try type("a.jpg", "image/jpeg", "GIF89a/*\u{FF}*/=1;alert(1)") == nil)
        #expect(try type("a.gif", "image/gif", "GIF89a/*\u{1}\0\u{80}*/=1;alert(1)") == "gif")
        #expect(try type("a.png", nil, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") == nil)
    }

    @Test("every kind has its word, and none is one that a browser runs")
    func kinds() {
        #expect(Set(FileType.all.map(\.name)).count == FileType.all.count)
        for type in FileType.all {
            #expect(FileType.named(type.name) == type)
            #expect(!["text/html", "image/svg+xml", "application/xml", "text/xml"].contains(type.mediaType))
        }
        #expect(FileType.named("JPEG")?.name == "jpg" && FileType.named("html") == nil)
    }
}
