import Testing
import Wire

@Suite("Writing JSON")
struct JSONWriterTests {
    @Test("commas come by themselves")
    func commas() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.integer(1)
        writer.beginArray()
        writer.endArray()
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.boolean(true)
        writer.endArray()
        writer.key("b")
        writer.string("x")
        writer.key("c")
        writer.number(text: "-1.50e3")
        writer.key("d")
        writer.raw("{\"e\":1}".utf8)
        writer.endObject()
        #expect(writer.text == #"{"a":[1,[],null,{},true],"b":"x","c":-1.50e3,"d":{"e":1}}"#)
    }

    @Test("only what must be is escaped")
    func escapes() {
        var writer = JSONWriter()
        writer.string("\"\\/\u{8}\u{C}\n\r\t\0\u{1F}\u{7F}é😀\u{2028}")
        #expect(writer.text == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}é😀\u{2028}\"")
    }

    @Test("bytes that are no UTF-8 are written as U+FFFD")
    func repairs() throws {
        var writer = JSONWriter()
        writer.string(utf8: [0x61, 0xFF, 0x62])
        #expect(try JSONDocument.parse(writer.bytes).root.string == "a\u{FFFD}b")
    }

    @Test("what is no number is not written", arguments: ["", "01", "1.", "NaN", "1 ", " 1", "+1", "0x1", "1,2"])
    func numbers(_ text: String) {
        var writer = JSONWriter()
        let isWritten = writer.number(text: text)
        #expect(!isWritten)
        #expect(writer.bytes.isEmpty)
    }

    @Test("a value of a document is written as it came")
    func values() throws {
        let text = #"{"a": "\u0041", "b":[1.0 , 2]}"#
        let root = try JSONDocument.parse(Array(text.utf8)).root
        var writer = JSONWriter()
        writer.beginArray()
        for member in root.members { writer.value(member.value) }
        writer.endArray()
        #expect(writer.text == #"["\u0041",[1.0 , 2]]"#)
    }

    @Test(
        "a whole number is written as Swift writes it",
        arguments: [0, 1, 9, 10, 99, 1_287, -1, -40, .max, .min] as [Int64])
    func wholeNumber(value: Int64) {
        var writer = JSONWriter()
        writer.integer(value)
        #expect(writer.text == String(value))
    }
}
