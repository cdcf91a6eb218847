import Testing
import Trying
import Wire

@Suite("What curl would post")
struct CurlContentTests {
    struct NoFile: Error {}

    static func make(_ options: [(CurlContent.Option, String)]) throws -> (content: [UInt8], contentType: String) {
        try CurlContent.make(options.map { (option: $0.0, value: $0.1) }, boundary: "b") { path in
            switch path {
            case "notes.txt": Array("one\r\ntwo\n".utf8)
            case "dir/cv.pdf": [0, 1, 0x0A, 0xFF]
            default: throw NoFile()
            }
        }
    }

    static func text(_ options: (CurlContent.Option, String)...) throws -> String {
        String(decoding: try make(options).content, as: UTF8.self)
    }

    @Test("-d is sent as it stands, and several are one form")
    func data() throws {
        #expect(try Self.text((.data, "name=Ada Lovelace"), (.longData, "a%20b=c")) == "name=Ada Lovelace&a%20b=c")
        #expect(try Self.make([(.data, "a=b")]).contentType == "application/x-www-form-urlencoded")
    }

    @Test("-d @file loses its line breaks, --data-binary keeps them, --data-raw knows no file")
    func files() throws {
        #expect(try Self.text((.data, "@notes.txt")) == "onetwo")
        #expect(try Self.text((.binary, "@notes.txt")) == "one\r\ntwo\n")
        #expect(try Self.text((.raw, "@notes.txt")) == "@notes.txt")
        #expect(throws: NoFile.self) { try Self.text((.data, "@nowhere")) }
    }

    @Test(
        "--data-urlencode in its five shapes",
        arguments: [
            ("a b&c", "a%20b%26c"), ("=a b=", "a%20b%3D"), ("name=Zoë & co", "name=Zo%C3%AB%20%26%20co"),
            ("@notes.txt", "one%0D%0Atwo%0A"), ("n@notes.txt", "n=one%0D%0Atwo%0A"),
        ])
    func urlencode(_ value: String, _ expected: String) throws {
        #expect(try Self.text((.urlencode, value)) == expected)
    }

    @Test("-F makes a multipart form with texts, files and texts out of files, which reads back as it was")
    func form() throws {
        let (content, type) = try Self.make([
            (.form, "name=Zoë \"Z\""), (.form, "cv=@dir/cv.pdf"), (.longForm, "note=<notes.txt"),
            (.form, "photo=@notes.txt;type=image/png;filename=\"me.png\""), (.formString, "at=@ada"),
        ])
        #expect(type == "multipart/form-data; boundary=b")
        let fields = try Multipart.decode(content, boundary: Array("b".utf8))
        #expect(
            fields.entries.map { "\(fields.name(of: $0))=\(fields.value(of: $0))" } == [
                "name=Zoë \"Z\"", "cv=cv.pdf", "note=one\r\ntwo\n", "photo=me.png", "at=@ada",
            ])
        #expect(fields.files.map(\.contentType) == ["application/pdf", "image/png"])
        #expect(fields.files.map(\.size) == [4, 9])
    }

    @Test("a plus before a number is a blank to a form, and is told")
    func plus() {
        for data in ["Phone=+7 495", "a=b&Phone=+49"] { #expect(CurlContent.hasPlusOfPhone(data), "\(data)") }
        for data in ["Phone=%2B7", "a=b+c", "q=+", "a+b=1"] { #expect(!CurlContent.hasPlusOfPhone(data), "\(data)") }
    }

    @Test("-d and -F do not go together, and -F wants a name")
    func wrong() {
        #expect(throws: CurlContent.Wrong.self) { try Self.text((.data, "a=b"), (.form, "a=b")) }
        #expect(throws: CurlContent.Wrong.self) { try Self.text((.form, "novalue")) }
        #expect(throws: CurlContent.Wrong.self) { try Self.text((.form, "=x")) }
    }
}
