import Testing

@testable import Wire

/// Writes a form again, as its own text, and without the content of its files.
struct Rewriter: MultipartSink {
    var writer: PartWriter
    var keepsFiles = false
    private var isFile = false

    init(boundary: String) { writer = PartWriter(boundary: Array(boundary.utf8)) }

    mutating func begin(_ part: PartHead) throws(WireError) {
        isFile = part.filename != nil
        writer.begin(part, isText: !isFile)
    }

    mutating func content(_ bytes: Span<UInt8>) { if !isFile { writer.content(bytes) } }

    mutating func end() throws(WireError) {
        if isFile { writer.content("taken") }
        writer.end()
    }

    static func rewrite(_ pieces: [ArraySlice<UInt8>], boundary: String) throws(WireError) -> [UInt8] {
        var parser = MultipartParser(boundary: Array(boundary.utf8))
        var rewriter = Rewriter(boundary: boundary)
        for piece in pieces { try parser.feed(Array(piece).span, into: &rewriter) }
        try parser.finish()
        rewriter.writer.finish(hyphensLeftOut: parser.hyphensLeftOut)
        return rewriter.writer.bytes
    }
}

@Suite("A form that is written again without its files reads as it did")
struct PartWriterTests {
    private let form = Array(
        """
        --b\r\nContent-Disposition: form-data; name="a\\"%22\\\\ x"\r\n\r\nAda\r\n--bx\r\n\
        --b\r\nContent-Disposition: form-data; name=cv; filename="..\\..\\C:\\cv\\".pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n-\r\n\
        --b \r\nContent-Disposition: form-data; name*=iso-8859-1''%e9t%e9; filename*=UTF-8''%e2%82%ac%22.txt\r\n\r\nx\r\n\
        --b\r\nContent-Disposition: form-data; name=c%0Dh%22a%0a"\\; filename=%22.txt\r\n\r\nx\r\n\
        --b\r\nContent-Disposition: form-data; name="t"\r\nContent-Transfer-Encoding: base64\r\n\r\nQWRh\r\n\
        --b\r\nContent-Disposition: form-data; name="q"\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9=\r\n\r\n\
        --b\r\nContent-Disposition: form-data; name="f"; filename=""\r\nContent-Transfer-Encoding: base64\r\n\r\n\r\n--b--\r\n
        """.utf8)

    @Test("names, file names and texts are the same, and of files none of the content is there")
    func same() throws {
        let before = try Multipart.decode(form, boundary: Array("b".utf8))
        let written = try Rewriter.rewrite([form[...]], boundary: "b")
        let after = try Multipart.decode(written, boundary: Array("b".utf8))
        #expect(after.entries.map { after.name(of: $0) } == before.entries.map { before.name(of: $0) })
        #expect(after.entries.map { after.value(of: $0) } == before.entries.map { before.value(of: $0) })
        #expect(after.files.map(\.filename) == before.files.map(\.filename))
        #expect(after.files.map(\.contentType) == before.files.map(\.contentType))
        #expect(after.files.map(\.size) == [5, 5, 5, 5])
        #expect(!String(decoding: written, as: UTF8.self).contains("%PDF"))
        // What was written once is written so again.
        #expect(try Rewriter.rewrite([written[...]], boundary: "b") == written)
    }

    @Test("a form that leaves its boundary's hyphens out may hold them in a text")
    func hyphens() throws {
        let form = Array("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n----b\r\ny\r\n--b--".utf8)
        let written = try Rewriter.rewrite([form[...]], boundary: "--b")
        let after = try Multipart.decode(written, boundary: Array("--b".utf8))
        #expect(after.entries.map { after.value(of: $0) } == ["x\r\n----b\r\ny"])
    }

    @Test("in pieces of any size it is the same, and what ends early is no form")
    func pieces() throws {
        let whole = try Rewriter.rewrite([form[...]], boundary: "b")
        #expect(try Rewriter.rewrite(form.indices.map { form[$0...$0] }, boundary: "b") == whole)
        for split in form.indices {
            #expect(
                try Rewriter.rewrite([form[..<split], form[split...]], boundary: "b") == whole, "split at \(split)")
            if split < form.count - 3 {
                #expect(throws: WireError.self, "cut at \(split)") {
                    try Rewriter.rewrite([form[..<split]], boundary: "b")
                }
            }
        }
    }
}
