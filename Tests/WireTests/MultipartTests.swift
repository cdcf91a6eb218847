import Testing
import Wire

@Suite("multipart/form-data")
struct MultipartTests {
    static let form = """
        --b\r
        Content-Disposition: form-data; name="name"\r
        \r
        Ada Lovelace\r
        --b \t\r
        content-disposition: FORM-DATA; name=topic\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        \r
        --bx\r
        --b-\r
        --b\r!\r\r
        --b\r
        Content-Disposition: form-data; name="cv"; filename="été.pdf"\r
        Content-Type: application/pdf\r
        \r
        %PDF\r
        --b\r
        Content-Disposition: form-data; name="empty"\r
        \r
        \r
        --b--\r
        epilogue --b\r
        """

    static let parts = [
        PartCollector.Part(name: "name", content: Array("Ada Lovelace".utf8), isWhole: true),
        PartCollector.Part(
            name: "topic", contentType: "text/plain; charset=utf-8",
            content: Array("\r\n--bx\r\n--b-\r\n--b\r!\r".utf8), isWhole: true),
        PartCollector.Part(
            name: "cv", filename: "été.pdf", contentType: "application/pdf", content: Array("%PDF".utf8), isWhole: true),
        PartCollector.Part(name: "empty", isWhole: true),
    ]

    @Test("a form reads the same in pieces of any size")
    func splits() {
        let bytes = Array(Self.form.utf8)
        #expect(PartCollector.read([bytes[...]], boundary: "b") == .success(Self.parts))
        for split in bytes.indices {
            #expect(
                PartCollector.read([bytes[..<split], bytes[split...]], boundary: "b") == .success(Self.parts),
                "split at \(split)")
        }
        for size in 1...8 {
            let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
            #expect(PartCollector.read(pieces, boundary: "b") == .success(Self.parts), "pieces of \(size)")
        }
    }

    @Test("every beginning of a form lacks its end")
    func prefixes() throws {
        let bytes = Array(Self.form.utf8)
        let end = Self.form.utf8.count - "\r\nepilogue --b\r".utf8.count
        for length in 0..<end {
            let code: WireError.Code = length == 0 ? .empty : .unexpectedEnd
            #expect(
                PartCollector.read([bytes[..<length]], boundary: "b")
                    == .failure(WireError(.multipart, code, at: length)))
        }
        #expect(PartCollector.read([bytes[..<end]], boundary: "b") == .success(Self.parts))
    }

    /// Forms with what the first has not: charsets, transfer encodings, extended names, hyphens counted in, a broken head, no end.
    static let others = [
        "\r\n--b\r\nContent-Disposition: form-data; name=\"_charset_\"\r\n\r\nlatin1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name*=utf-8''%C3%A9; filename=\"a%22\\\"\"\r\nContent-Type: a/b; charset=x\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nVGVz\r\ndA==\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=\r\n=A9\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\n X: y\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--b--", "--b\r\nX: y\r\n\r\nx\r\n--b--",
        "--b \t x", "--bx", "--b-x", "x",
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b\r\n--b \r\n--b-\r\n--b\t\r\n",
    ]

    @Test(
        "other forms, and broken ones, read the same in every split in two; no beginning fails in another way",
        arguments: others)
    func otherSplits(form: String) {
        let bytes = Array(form.utf8)
        let whole = PartCollector.read([bytes[...]], boundary: "b")
        for split in bytes.indices {
            #expect(
                PartCollector.read([bytes[..<split], bytes[split...]], boundary: "b") == whole, "split at \(split)")
            switch PartCollector.read([bytes[..<split]], boundary: "b") {
            case .success(let parts): #expect(whole == .success(parts), "beginning of \(split)")
            case .failure(let error):
                let isShort = error.code == .unexpectedEnd || error.code == .empty
                #expect(isShort ? error.offset == split : whole == .failure(error), "beginning of \(split)")
            }
        }
    }

    @Test("fields are kept, and of a file its name, type and size")
    func decode() throws {
        let bytes = Array(("x" + Self.form).utf8)
        let fields = try Multipart.decode(bytes, in: 1..<bytes.count, boundary: [0x62])
        #expect(fields.entries.map(fields.name) == ["name", "topic", "cv", "empty"])
        #expect(fields[first: "name"] == "Ada Lovelace")
        #expect(fields[first: "topic"] == "\r\n--bx\r\n--b-\r\n--b\r!\r")
        #expect(fields[first: "cv"] == "été.pdf")
        #expect(fields[first: "empty"] == "")
        #expect(fields.entries.map(\.file) == [nil, nil, 0, nil])
        #expect(fields.files == [FormFields.File(filename: "été.pdf", contentType: "application/pdf", size: 4)])
    }

    @Test("a file input left empty is a file without name and size")
    func emptyFile() throws {
        let fields = try decode(#"Content-Disposition: form-data; name="f"; filename="""#, "")
        #expect(fields.files == [FormFields.File(filename: "", contentType: "text/plain", size: 0)])
        #expect(fields[first: "f"] == "")
    }

    @Test("a sender may count the two hyphens into the boundary's name", arguments: ["--b", "-----7d", "--"])
    func hyphens(_ boundary: String) throws {
        let part = "\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--x\r\n"
        for line in ["--" + boundary] + (boundary == "--" ? [] : [boundary]) {
            let fields = try Multipart.decode(
                Array("\(line)\(part)\(line)\(part)\(line)--".utf8), boundary: Array(boundary.utf8))
            #expect(fields.values(named: "a") == ["x\r\n--x", "x\r\n--x"])
        }
    }

    @Test("what does not begin with the boundary is refused", arguments: [("-b", 1), ("--c", 2), ("b", 0), ("--", 2)])
    func noBoundary(_ text: String, _ offset: Int) {
        let code: WireError.Code = offset == text.utf8.count ? .unexpectedEnd : .missingBoundary
        #expect(throws: WireError(.multipart, code, at: offset)) {
            try Multipart.decode(Array(text.utf8), boundary: [0x62])
        }
    }

    @Test("a form without parts is a form")
    func noParts() throws {
        #expect(try Multipart.decode(Array("\r\n--b--".utf8), boundary: [0x62]).entries.isEmpty)
    }

    @Test(
        "old clients' transfer encodings are undone",
        arguments: [
            ("base64", "VGVzd\r\nCAxMjM=", "Test 123"), ("BASE64", "", ""), ("base64", "VA==VA==", "T"),
            ("base64", "VA", "T"), ("quoted-printable", "a=3Db=\r\nc=\nd=3d", "a=bcd="),
            ("quoted-printable", "=zz=4z==41", "=zz=4z=A"), ("8bit", "=41", "=41"), ("unknown", "=41", "=41"),
        ])
    func transferEncodings(_ encoding: String, _ content: String, _ expected: String) throws {
        let head = "Content-Disposition: form-data; name=f\r\nContent-Transfer-Encoding: \(encoding)"
        #expect(try decode(head, content)[first: "f"] == expected)
        let file = head.replacing("name=f", with: "name=f; filename=f")
        #expect(try decode(file, content).files.map(\.size) == [expected.utf8.count])
    }

    @Test(
        "a transfer encoding that breaks off is refused", arguments: [("base64", "VGVzd"), ("quoted-printable", "a=")])
    func brokenEncodings(_ encoding: String, _ content: String) throws {
        let head = "Content-Disposition: form-data; name=f\r\nContent-Transfer-Encoding: \(encoding)"
        let error = #expect(throws: WireError.self) { try decode(head, content) }
        #expect(error?.code == .invalidTransferEncoding)
    }

    private func decode(_ head: String, _ content: String) throws -> FormFields {
        try Multipart.decode(Array("--b\r\n\(head)\r\n\r\n\(content)\r\n--b--\r\n".utf8), boundary: [0x62])
    }
}
