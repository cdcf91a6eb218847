import Testing
import Wire

@Suite("Refusing JSON")
struct JSONRefusalTests {
    @Test(
        "what is wrong is named, with its place",
        arguments: [
            ("", WireError.Code.empty, 0), (" \n", .empty, 2), ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
            ("[1,", .unexpectedEnd, 3), ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1),
            ("{\"a\"}", .unexpectedByte, 4), ("{\"a\":}", .unexpectedByte, 5), ("{\"a\":1,}", .unexpectedByte, 7),
            ("{1:2}", .unexpectedByte, 1), ("{\"a\"", .unexpectedEnd, 4), ("[1}", .unexpectedByte, 2),
            ("{\"a\":1]", .unexpectedByte, 6), ("1 2", .trailingBytes, 2), ("[]]", .trailingBytes, 2),
            ("01", .invalidNumber, 1), ("1.", .invalidNumber, 0), ("-", .invalidNumber, 0), (".5", .unexpectedByte, 0),
            ("+1", .unexpectedByte, 0), ("1e", .invalidNumber, 0), ("1\"2\"", .invalidNumber, 1),
            ("tru", .unexpectedEnd, 3), ("truE", .unexpectedByte, 3), ("nullx", .unexpectedByte, 4),
            ("NaN", .unexpectedByte, 0), ("\"a", .unexpectedEnd, 0), ("[\"\\", .unexpectedEnd, 1),
            ("\"\\x\"", .invalidEscape, 1), ("\"\\u12\"", .invalidEscape, 1), ("\"\\u12g4\"", .invalidEscape, 1),
            ("\"a\nb\"", .controlCharacter, 2), ("\"\\\\\u{1}\"", .controlCharacter, 3), ("'a'", .unexpectedByte, 0),
            ("[1 2]", .unexpectedByte, 3), ("\"a\"\"b\"", .trailingBytes, 3), ("[\u{c}]", .unexpectedByte, 1),
            ("[1,\u{1a}]", .unexpectedByte, 3), ("\\\"a\"", .unexpectedByte, 0), ("\u{0}", .unexpectedByte, 0),
        ])
    func places(_ text: String, _ code: WireError.Code, _ offset: Int) {
        #expect(throws: WireError(.json, code, at: offset), "\(text)") { try JSONDocument.parse(Array(text.utf8)) }
    }

    @Test(
        "bytes that are not UTF-8 are refused at the first of them",
        arguments: [
            [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82],
        ] as [[UInt8]])
    func notUTF8(_ bytes: [UInt8]) {
        let text = Array("[\"é€😀".utf8)
        #expect(throws: WireError(.json, .invalidUTF8, at: text.count)) {
            try JSONDocument.parse(text + bytes + Array("\"]".utf8))
        }
    }

    @Test("a repeated key is refused where it stands again, however it is written")
    func repeatedKeys() throws {
        #expect(throws: WireError(.json, .repeatedKey, at: 7)) { try parse(#"{"a":1,"a":2}"#) }
        #expect(throws: WireError(.json, .repeatedKey, at: 7)) { try parse(#"{"a":1,"\u0061":2}"#) }
        #expect(throws: WireError(.json, .repeatedKey, at: 7)) {
            try parse(#"{"":1,"":{}}"#.replacing("\"\":1", with: "\"\":11"))
        }
        #expect(throws: WireError(.json, .repeatedKey, at: 14)) { try parse(#"{"b":[{"a":1, "a":2}]}"#) }
        // One key in different objects, and keys that only look alike, are no repeats.
        _ = try parse(#"{"a":{"a":1},"A":[{"a":1},{"a":2}],"é":1,"e\u0301":2}"#)
        let many = (0..<50).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        _ = try parse("{\(many)}")
        #expect(throws: WireError(.json, .repeatedKey, at: many.utf8.count + 2)) {
            try parse("{\(many),\"k\\u0037\":1}")
        }
    }

    @Test("nesting is bounded")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[{\"a\":", count: depth / 2) + "1" + String(repeating: "}]", count: depth / 2)
        }
        _ = try parse(nested(64))
        #expect(throws: WireError(.json, .tooDeep, at: 32 * 6)) { try parse(nested(66)) }
    }

    @Test("the number of values is bounded")
    func nodes() throws {
        var limits = WireLimits.standard
        limits.maxNodes = 4
        _ = try JSONDocument.parse(Array("[1,2,3]".utf8), limits: limits)
        #expect(throws: WireError(.json, .tooManyValues, at: 7)) {
            try JSONDocument.parse(Array("[1,2,3,4]".utf8), limits: limits)
        }
    }

    @Test("a description tells format, trouble and place, and nothing of the content")
    func description() {
        #expect(WireError(.json, .repeatedKey, at: 17).description == "JSON: repeated key at byte 17")
    }

    private func parse(_ text: String) throws -> JSONValue { try JSONDocument.parse(Array(text.utf8)).root }
}
