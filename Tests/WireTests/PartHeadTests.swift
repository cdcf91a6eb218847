import Testing
import Wire

@Suite("Heads of parts")
struct PartHeadTests {
    @Test(
        "names are read as browsers and older clients write them",
        arguments: [
            (#"form-data; name="a b""#, "a b", nil),
            (#"form-data; name=a[b]"#, "a[b]", nil),
            (#"form-data;name="a";filename="b.txt""#, "a", "b.txt"),
            (#"FORM-DATA ; NAME = "a" ; FileName = b.txt ; x=y"#, "a", "b.txt"),
            (#"form-data; filename="b.txt"; name="a";"#, "a", "b.txt"),
            (#"form-data; name="a%22b%0D%0Ac%0d%0a%20%41%2""#, "a\"b\r\nc\r\n%20%41%2", nil),
            (#"form-data; name="a\"b\\c""#, "a\"b\\c", nil),
            (#"form-data; name="a"; filename="C:\dir\file.txt""#, "a", #"C:\dir\file.txt"#),
            (#"form-data; name="a;b=c"; filename="d;e.txt""#, "a;b=c", "d;e.txt"),
            (#"form-data; name="""#, "", nil),
            (#"form-data; name="имя"; filename="ファイル.txt""#, "имя", "ファイル.txt"),
            (#"form-data; name="a"; filename="x"; filename*=UTF-8''%e2%82%ac%20rates"#, "a", "€ rates"),
            (#"form-data; name="a"; filename*=utf-8'en'%E2%82%AC; filename="x""#, "a", "€"),
            (#"form-data; name*=iso-8859-1''%E9t%e9; name=x"#, "été", nil),
            (#"form-data; name="a"; filename="x"; filename*=big5''%e9"#, "a", "x"),
            (#"form-data; name="a"; filename="x"; filename*=UTF-8''%e"#, "a", "x"),
            (#"form-data; name="a"; filename="x"; filename*=nonsense"#, "a", "x"),
            (#"form-data; name="a"; filename=.."#, "a", ".."),
        ] as [(String, String, String?)])
    func names(_ disposition: String, _ name: String, _ filename: String?) throws {
        let part = try #require(try read("Content-Disposition: \(disposition)").get().first)
        #expect(part.name == name)
        #expect(part.filename == filename)
    }

    @Test(
        "a head that breaks the grammar is refused where it does",
        arguments: [
            ("", WireError.Code.unnamedPart, 0), ("X: y", .unnamedPart, 0), (": x", .invalidPartHead, 0),
            ("A : x", .invalidPartHead, 1), (" A: x", .invalidPartHead, 0), ("A: x\r\n b", .invalidPartHead, 6),
            ("A", .invalidPartHead, 1), ("A: x\ny", .invalidPartHead, 4), ("A: \u{0}", .invalidPartHead, 3),
            ("A: \u{7F}", .invalidPartHead, 3), ("A: x\ry", .invalidPartHead, 5), ("é: x", .invalidPartHead, 0),
            ("Content-Disposition: attachment; name=a", .unnamedPart, 21),
            ("Content-Disposition: form-data", .unnamedPart, 0),
            ("Content-Disposition: form-data; filename=a", .unnamedPart, 0),
            ("Content-Disposition: form-data; name", .invalidPartHead, 36),
            ("Content-Disposition: form-data; name=\"a", .invalidPartHead, 39),
            ("Content-Disposition: form-data; name=\"a\"b", .invalidPartHead, 40),
            ("Content-Disposition: form-data; =a", .invalidPartHead, 32),
            ("Content-Disposition: form-data name=a", .invalidPartHead, 31),
            ("Content-Disposition: form-data; name=a; Name=b", .invalidPartHead, 40),
            ("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=a", .invalidPartHead, 40),
        ])
    func refusals(_ head: String, _ code: WireError.Code, _ offset: Int) {
        #expect(read(head) == .failure(WireError(.multipart, code, at: offset + 5)), "\(head)")
    }

    @Test("a head is bounded, and parts and fields are")
    func limits() {
        var limits = WireLimits.standard
        limits.maxPartHead = 45
        #expect(throws: Never.self) { try read("Content-Disposition: form-data; name=abcd", limits).get() }
        #expect(
            read("Content-Disposition: form-data; name=abcde", limits)
                == .failure(WireError(.multipart, .partHeadTooLarge, at: 5 + 45)))
        limits = .standard
        limits.maxParts = 1
        let part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"
        let two = Array("\(part)\(part)--b--".utf8)
        #expect(throws: WireError(.multipart, .tooManyParts, at: part.utf8.count + 4)) {
            try Multipart.decode(two, boundary: [0x62], limits: limits)
        }
        limits = .standard
        limits.maxFields = 1
        #expect(throws: WireError(.multipart, .tooManyFields, at: 2 * part.utf8.count - 3)) {
            try Multipart.decode(two, boundary: [0x62], limits: limits)
        }
    }

    private func read(
        _ head: String, _ limits: WireLimits = .standard
    ) -> Result<[PartCollector.Part], WireError> {
        let end = head.isEmpty ? "\r\n" : "\r\n\r\n"
        let bytes = Array("--b\r\n\(head)\(end)x\r\n--b--".utf8)
        return PartCollector.read([bytes[...]], boundary: "b", limits: limits)
    }
}
