import Testing
import Wire

@Suite("Looking for a few names, digits and plain text at once")
struct FieldNameSetTests {
    @Test("every field of a name is found, in the fields' order, and no other")
    func names() {
        let long = String(repeating: "n", count: 200)
        let form = FormFields([
            "a": "1", "_token": "2", "altcha": "3", "": "4", "_token": "5", long: "6", "_Token": "7",
        ])
        var found: [String] = []
        let set = FieldNameSet(["_token", "altcha", long, "", "missing"].map { Array($0.utf8) })
        set.forEach(in: form) { name, field in found.append("\(name) at \(field)") }
        #expect(found == ["0 at 1", "1 at 2", "0 at 4", "2 at 5"])
        FieldNameSet([[]]).forEach(in: form) { _, _ in Issue.record("an empty name is none") }
    }

    @Test("64 digits are those of a hash, all of them and in small letters")
    func digits() {
        let words: (UInt64, UInt64, UInt64, UInt64) = (0x0123_4567_89AB_CDEF, 1, .max, 0xFEDC_BA98_7654_3210)
        let text = "0123456789abcdef0000000000000001fffffffffffffffffedcba9876543210"
        func isEqual(_ text: some StringProtocol) -> Bool { HexadecimalText.equals(Array(text.utf8).span, words) }
        #expect(isEqual(text))
        #expect(!isEqual(text.dropLast()))
        for index in text.indices {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "0" ? "1" : text[index].uppercased())
            if changed == text { changed.replaceSubrange(index...index, with: "g") }
            #expect(!isEqual(changed), "\(changed)")
        }
    }

    @Test("plain text ends at the first byte that is none, wherever that stands")
    func plain() {
        for other in [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0, 0x1F, 0x80, 0xFF] {
            for place in 0..<40 {
                var text = [UInt8](repeating: UInt8(ascii: "x"), count: 40)
                text[place] = other
                let ends = (0...place + 1).map { JSONText.plainEnd(text.span, from: $0) }
                #expect(ends.dropLast().allSatisfy { $0 == place } && ends.last == 40, "\(other) at \(place)")
            }
        }
    }
}
