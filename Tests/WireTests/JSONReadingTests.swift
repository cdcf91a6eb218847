import Testing
import Wire

@Suite("Reading JSON")
struct JSONReadingTests {
    @Test("members keep their order, numbers their text")
    func values() throws {
        let root = try parse(
            #" {"z":1, "a":[true,false,null,-0.50e+2,"x"], "ключ":{}, "n":123456789012345678901234567890} "#)
        #expect(root.kind == .object)
        #expect(root.count == 4)
        #expect(root.members.map(\.key) == ["z", "a", "ключ", "n"])
        #expect(root["z"]?.int64 == 1)
        #expect(root["n"]?.numberText == "123456789012345678901234567890")
        #expect(root["n"]?.int64 == nil)
        let list = try #require(root["a"])
        #expect(list.elements.map(\.kind) == [.boolean, .boolean, .null, .number, .string])
        #expect(list.elements.map(\.boolean) == [true, false, nil, nil, nil])
        #expect(list[3]?.numberText == "-0.50e+2")
        #expect(list[-1]?.string == "x")
        #expect(list[2]?.isNull == true)
        #expect(list[5] == nil && list[-6] == nil)
        #expect(root["ключ"]?.count == 0)
        #expect(root["missing"] == nil && list["a"] == nil && root[0] == nil)
        #expect(String(decoding: list.text, as: UTF8.self) == #"[true,false,null,-0.50e+2,"x"]"#)
    }

    @Test(
        "whole numbers that fit 64 bits are read",
        arguments: [
            ("0", 0), ("-0", 0), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1.0", nil), ("1e3", nil), ("\"1\"", nil),
        ] as [(String, Int64?)])
    func integers(_ text: String, _ expected: Int64?) throws {
        #expect(try parse(text).int64 == expected)
    }

    @Test(
        "escapes are read, and a lone surrogate is U+FFFD",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""A\u00e9\u20AC""#, "Aé€"),
            (#""\ud83d\ude00!""#, "😀!"),
            (#""\ud83d""#, "\u{FFFD}"),
            (#""\ude00x""#, "\u{FFFD}x"),
            (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (#""\ud83d\n""#, "\u{FFFD}\n"),
            (#""\u0000""#, "\0"),
            (#""""#, ""),
            (#""\\""#, "\\"),
            (#""\\\"""#, "\\\""),
        ])
    func strings(_ text: String, _ expected: String) throws {
        let root = try parse(text)
        #expect(root.string == expected)
        #expect(root.document.equals(0, Array(expected.utf8)))
        #expect(!root.document.equals(0, Array((expected + "x").utf8)))
        #expect(!root.document.equals(0, Array(expected.utf8.dropLast())) || expected.isEmpty)
        #expect(String(decoding: root.text, as: UTF8.self) == text)
    }

    @Test("a key is found by its value, however it is written")
    func escapedKeys() throws {
        let root = try parse(#"{"\u006eame":"Ada Lovelace","e-mail":"ada@example.com"}"#)
        #expect(root["name"]?.string == "Ada Lovelace")
        #expect(root["e-mail"]?.string == "ada@example.com")
        #expect(root["nam"] == nil && root["names"] == nil)
    }

    @Test("a byte order mark is no part of the text, and places count it")
    func byteOrderMark() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try JSONDocument.parse(mark + Array("[1]".utf8)).root[0]?.int64 == 1)
        #expect(throws: WireError(.json, .unexpectedByte, at: 4)) { try JSONDocument.parse(mark + Array("[}".utf8)) }
        #expect(throws: WireError(.json, .empty, at: 3)) { try JSONDocument.parse(mark) }
    }

    @Test("a part of a larger buffer is read by itself")
    func range() throws {
        let bytes = Array(#"xx{"a":1}yy"#.utf8)
        #expect(try JSONDocument.parse(bytes, in: 2..<9).root["a"]?.int64 == 1)
        #expect(throws: WireError(.json, .unexpectedEnd, at: 6)) { try JSONDocument.parse(bytes, in: 2..<8) }
    }

    @Test("nodes are walked without a cursor")
    func nodes() throws {
        let document = try parse(#"{"a":[10,20],"b":"x"}"#).document
        let key = try #require(document.firstChild(of: 0))
        #expect(document.string(of: key) == "a")
        let array = document.next(after: key)
        #expect(document.kind(of: array) == .array && document.count(of: array) == 2)
        #expect(document.element(1, of: array) == document.next(after: array + 1))
        #expect(document.next(after: array) < document.end(of: 0))
        #expect(document.member(Array("b".utf8), of: 0).flatMap(document.string) == "x")
    }

    private func parse(_ text: String) throws -> JSONValue { try JSONDocument.parse(Array(text.utf8)).root }
}
