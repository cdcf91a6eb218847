import Testing
import Wire

@Suite("application/x-www-form-urlencoded")
struct URLEncodedTests {
    @Test(
        "a form is read as the URL standard says",
        arguments: [
            ("", []),
            ("&&", []),
            ("a", [["a", ""]]),
            ("a=", [["a", ""]]),
            ("=b", [["", "b"]]),
            ("a==b", [["a", "=b"]]),
            ("a=1&b=2&a=3", [["a", "1"], ["b", "2"], ["a", "3"]]),
            ("&a&&b=&", [["a", ""], ["b", ""]]),
            ("first+name=Ada+Lovelace", [["first name", "Ada Lovelace"]]),
            ("phone=%2B1+202-555-0147", [["phone", "+1 202-555-0147"]]),
            ("x=%e2%82%ac%E2%82%AC", [["x", "€€"]]),
            ("%=%&%a=%4&%zz=%%41", [["%", "%"], ["%a", "%4"], ["%zz", "%A"]]),
            ("a=%ff", [["a", "\u{FFFD}"]]),
            ("a=%00", [["a", "\0"]]),
            ("%26%3D=%3D%26", [["&=", "=&"]]),
        ])
    func reads(_ text: String, _ expected: [[String]]) throws {
        #expect(try pairs(URLEncoded.decode(Array(text.utf8))) == expected)
    }

    @Test("the web platform's 35 cases", .enabled(if: Corpora.has("urlencoded.json")))
    func platformCases() throws {
        let cases = try JSONDocument.parse(Corpora.bytes("urlencoded.json")).root
        #expect(cases.count == 35)
        for each in cases.elements {
            let input = try #require(each["input"]?.string)
            var output = try #require(each["output"]).elements.map { pair in pair.elements.compactMap(\.string) }
            // A URL's parser passes `_charset_` over. A form's reader must not: a browser says with it what it wrote the form in.
            if input == "_charset_=windows-1252&test=%C2x" { output[1][1] = "\u{C2}x" }
            #expect(try pairs(URLEncoded.decode(Array(input.utf8))) == output, "\(input)")
        }
    }

    @Test("a part of a larger buffer is read by itself")
    func range() throws {
        let bytes = Array("POST a=%41&b HTTP".utf8)
        #expect(try pairs(URLEncoded.decode(bytes, in: 5..<12)) == [["a", "A"], ["b", ""]])
        #expect(try pairs(URLEncoded.decode(bytes, in: 5..<9)) == [["a", "%4"]])
    }

    @Test(
        "every beginning of a form is a form: its fields but the last are the whole form's, and the last is what came of it"
    )
    func prefixes() throws {
        let text = "full+name=Ada%20Lovelace&&email=ada%40example.com&=&a%26b=%e2%82%ac%&x=é&_charset_=utf-8&flag"
        let bytes = Array(text.utf8)
        let whole = try pairs(URLEncoded.decode(bytes))
        for length in 0...bytes.count {
            let some = try pairs(URLEncoded.decode(bytes, in: 0..<length))
            #expect(some.dropLast().elementsEqual(whole.prefix(max(0, some.count - 1))), "\(length)")
            let pieces = bytes[..<length].split(separator: UInt8(ascii: "&"))
            #expect(some.count == pieces.count, "\(length)")
            // The last piece by itself reads as it does behind the others.
            #expect(some.last == (try pieces.last.map { try pairs(URLEncoded.decode(Array($0))) })?.last, "\(length)")
        }
    }

    @Test("one field more than the limit is refused where it begins")
    func limit() throws {
        var limits = WireLimits.standard
        limits.maxFields = 2
        #expect(try URLEncoded.decode(Array("a&b".utf8), limits: limits).entries.count == 2)
        #expect(throws: WireError(.urlencoded, .tooManyFields, at: 4)) {
            try URLEncoded.decode(Array("a&b&c".utf8), limits: limits)
        }
    }

    @Test("what is written is read back, and no byte is written that needs no writing")
    func writes() throws {
        var output: [UInt8] = []
        URLEncoded.append(name: "lead[name]", value: "Ada & “Lovelace”", to: &output)
        URLEncoded.append(name: "a*-._Z", value: "1\r\n", to: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "lead%5Bname%5D=Ada+%26+%E2%80%9CLovelace%E2%80%9D&a*-._Z=1%0D%0A")
        #expect(
            try pairs(URLEncoded.decode(output)) == [["lead[name]", "Ada & “Lovelace”"], ["a*-._Z", "1\r\n"]])
    }

    @Test("a megabyte of one byte takes time in proportion", arguments: ["&", "%", "=", "+", "%4", "a"])
    func hostile(_ piece: String) throws {
        let bytes = [UInt8](repeating: 0, count: 1 << 20).indices.map { Array(piece.utf8)[$0 % piece.utf8.count] }
        let duration = try ContinuousClock().measure { _ = try URLEncoded.decode(bytes) }
        #expect(duration < .seconds(10))
    }

    @Test("a megabyte of small fields ends at the limit")
    func manyFields() {
        let bytes = Array(String(repeating: "a;a&", count: 1 << 18).utf8)
        #expect(throws: WireError(.urlencoded, .tooManyFields, at: 4000)) { try URLEncoded.decode(bytes) }
    }

    private func pairs(_ fields: FormFields) -> [[String]] {
        fields.entries.map { [fields.name(of: $0), fields.value(of: $0)] }
    }
}
