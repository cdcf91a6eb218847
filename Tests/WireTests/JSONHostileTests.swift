import Testing
import Wire

@Suite("Hostile JSON", .serialized)
struct JSONHostileTests {
    @Test("100,000 levels are refused at the first too many", arguments: ["[", "{\"a\":", "[{\"\":"])
    func deep(_ piece: String) {
        let error = #expect(throws: WireError.self) {
            try JSONDocument.parse(Array(String(repeating: piece, count: 100_000).utf8))
        }
        #expect(error?.code == .tooDeep)
    }

    @Test("100,000 distinct keys in one object are accepted in time in proportion")
    func manyKeys() throws {
        let members = (0..<100_000).map { "\"\($0)\":0" }.joined(separator: ",")
        try limited(to: .seconds(10)) {
            let root = try JSONDocument.parse(Array("{\(members)}".utf8)).root
            #expect(root.count == 100_000)
        }
    }

    @Test("keys that differ only at their end, or are all escapes, take time in proportion")
    func longKeys() throws {
        let prefix = String(repeating: "a", count: 1000)
        let long = (0..<1000).map { "\"\(prefix)\($0)\":0" }.joined(separator: ",")
        try limited(to: .seconds(10)) { _ = try JSONDocument.parse(Array("{\(long)}".utf8)) }
        let escaped = (0..<9000).map { "\"\\u0061\\uD83D\\uDE00\\n\($0)\":0" }.joined(separator: ",")
        try limited(to: .seconds(10)) { _ = try JSONDocument.parse(Array("{\(escaped)}".utf8)) }
    }

    @Test(
        "a megabyte of one thing takes time in proportion",
        arguments: ["\\", "\"", "[", "{", ",", ":", "\"\\\\\"", " ", "-", "1", "[],", "\u{1}", "é", "\"\":"])
    func megabyte(_ piece: String) throws {
        let content = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        for text in [content, "[" + content + "]", "\"" + content + "\"", "[\"" + content + "\"]"] {
            try limited(to: .seconds(10)) { _ = try? JSONDocument.parse(Array(text.utf8)) }
        }
    }

    @Test("every beginning of a text is read or refused, never worse")
    func prefixes() throws {
        let text = Array(#"{"a":[1,-2.5e3,true,false,null,"\u00e9\n\\"],"b":{"c":"é😀","d":[[]]}}  "#.utf8)
        for length in 0..<text.count - 2 {
            let error = #expect(throws: WireError.self) { try JSONDocument.parse(text, in: 0..<length) }
            // What is cut off is missing, or a literal, a number, an escape or a character is half there.
            let codes: [WireError.Code] = [.empty, .unexpectedEnd, .invalidNumber, .invalidEscape, .invalidUTF8]
            #expect(error.map { codes.contains($0.code) && $0.offset <= length } == true, "\(length)")
        }
        _ = try JSONDocument.parse(text)
        // A byte changed anywhere must do no harm either.
        for position in text.indices {
            for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x2C, 0x3A, 0x30, 0x80, 0xFF] {
                var changed = text
                changed[position] = byte
                if let document = try? JSONDocument.parse(changed) { _ = document.root.members.map(\.value.string) }
            }
        }
    }

    @Test("many threads read at once")
    func threads() async {
        await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<200).filter { round in
                        let text = "[" + String(repeating: "\(task),", count: round * 7) + "\(round)]"
                        return (try? JSONDocument.parse(Array(text.utf8)))?.root.count == round * 7 + 1
                    }.count
                }
            }
            for await good in group { #expect(good == 200) }
        }
    }

    /// Generous, so that a busy machine and a sanitizer pass; quadratic work would take many times as long.
    private func limited(to limit: Duration, _ work: () throws -> Void) throws {
        #expect(try ContinuousClock().measure { try work() } < limit)
    }
}
