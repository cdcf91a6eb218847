import Outbox
import Testing

@Suite("Finding a text without reading everything")
struct SoughtTracesTests {
    private func mayBe(_ sought: Sought, in content: String) -> Bool {
        guard let traces = SoughtTraces([sought]) else { return true }
        var seen = SoughtTraces.Seen()
        traces.look(at: Array(content.utf8).span, &seen)
        return traces.mayBe(in: seen)
    }

    @Test("wherever a text can be read, its traces are seen, however it is written")
    func seen() {
        let ada = Sought.email("Ada@Example.com")
        for content in [
            "email=ada%40example.com", "email=%61%64%61%40EXAMPLE.com&x=1", #"{"a":"\u0061da@ex\u0061mple.com"}"#,
            #"{"raw":"{\"q4\":\"ad\\u0061@example.com\"}"}"#, "raw=%7B%22q%22%3A%22ad%5Cu0061%40example.com%22%7D",
            "Write to <ada@example.com>.", "ADA@EXAMPLE.COM", "page=x%3Fmail%3D%2561da%2540example.com",
            "n=%26%2397%3Bda%40example.com", "&#x61;da&#64;example.com",
        ] {
            #expect(mayBe(ada, in: content), "\(content)")
        }
        for content in ["name=M%C3%BCller", "name=Müller", #"{"name":"M\u00fcller"}"#, "name=MÜLLER", "name=M%FCller"] {
            #expect(mayBe(.text("müller"), in: content), "\(content)")
        }
        for content in ["name=%D0%98%D0%B2%D0%B0%D0%BD", #"{"name":"\u0418\u0432\u0430\u043d"}"#, "ИВАН"] {
            #expect(mayBe(.text("Иван"), in: content), "\(content)")
        }
        // The sign of Kelvin is a k to who compares letters.
        #expect(mayBe(.text("100 k"), in: "t=100+\u{212A}") && Sought.text("100 k").isFound(in: "100 \u{212A}"))
        #expect(mayBe(.text("100%"), in: "a=100%25") && mayBe(.text("-"), in: "a=b"))
        #expect(SoughtTraces([Sought.text("-")]) == nil && SoughtTraces([Sought.phone(digits: "1234567")]) == nil)
        #expect(SoughtTraces([ada, Sought.phone(digits: "1234567")]) == nil)
    }

    @Test("what is surely not there is passed over")
    func passedOver() {
        for content in ["email=ada%40example.org", "email=bob%40example.com", "a=%40%2B%26", #"{"a":"\u003c\u0026"}"#] {
            #expect(!mayBe(.email("ada@example.com"), in: content), "\(content)")
        }
        #expect(!mayBe(.text("Иван"), in: "name=Ivan&email=ivan%40example.com"))
        #expect(!mayBe(.text("müller"), in: "name=Maier+%C3%A4"))
    }

    @Test("whatever text is cut from whatever content, in whatever writing, is traced")
    func random() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abKkzZ019 @.-%+ßüÉиЯ…\u{301}e\u{212A}İı")
        for _ in 0..<3000 {
            let text = String((0..<12).map { _ in letters.randomElement(using: &generator) ?? "a" })
            let start = Int.random(in: 0..<text.count, using: &generator)
            let part = String(text.dropFirst(start).prefix(Int.random(in: 1...6, using: &generator)))
            let wanted = Bool.random(using: &generator) ? part.uppercased() : part
            guard Sought.text(wanted).isFound(in: text) else { continue }
            #expect(mayBe(.text(wanted), in: Self.percent(Self.percent(text, all: true), all: true)))
            for written in [text, Self.percent(text, all: false), Self.percent(text, all: true), Self.json(text)] {
                #expect(mayBe(.text(wanted), in: written), "'\(wanted)' in \(written)")
            }
        }
    }

    private static func percent(_ text: String, all: Bool) -> String {
        text.utf8.map { byte in
            let isPlain = byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter && !all
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + hexadecimal(Int(byte), 2)
        }.joined()
    }

    private static func json(_ text: String) -> String {
        text.utf16.map { $0 < 0x80 ? String(Unicode.Scalar(UInt8($0))) : "\\u" + hexadecimal(Int($0), 4) }.joined()
    }

    private static func hexadecimal(_ number: Int, _ digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    @Test("text is found in either case of letters, in letters that are written in parts, and not elsewhere")
    func text() {
        for (text, piece) in [
            ("LOVE", "Ada Lovelace"), ("straße", "STRAßE 7"), ("ИВАН", "иванов"), ("é", "cafe\u{301}"), ("", "a"),
            ("cafe\u{301}", "Café"),
        ] {
            #expect(Sought.text(text).isFound(in: piece), "\(text) in \(piece)")
        }
        for (text, piece) in [("hate", "Ada Lovelace"), ("иван", "ivan"), ("long", "lon"), ("a", "")] {
            #expect(!Sought.text(text).isFound(in: piece), "\(text) in \(piece)")
        }
    }

    @Test("a store finds what holds a text, wherever it stands, page by page", arguments: StoreKind.allCases)
    func stores(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append(
                (1...9).map { sample($0, content: $0.isMultiple(of: 3) ? "name=Gr%C3%A4fin+Ada" : "name=Bob") })
            let claims = try await store.claimDue(at: moment(10), limit: 2)
            try await store.record(
                claims[0].ended(.refused, "Zuse is no name"), of: claims[0], then: .failed(reason: "no"))
            try await store.record(claims[1].ended(.refused), of: claims[1], then: .failed(reason: "a Hopper"))
            func found(_ text: String, limit: Int = 100) async throws -> [SubmissionID] {
                try await store.whole(SubmissionFilter(limit: limit), bytes: 1 << 20, holding: [.text(text)]).map(
                    \.submission.id)
            }
            #expect(try await found("GRÄFIN") == [id(9), id(6), id(3)])
            #expect(try await found("gräfin", limit: 2) == [id(9), id(6)])
            #expect(try await found("zuse") == [id(1)])
            #expect(try await found("hopper") == [id(2)])
            #expect(try await found("nobody").isEmpty)
            let either = try await store.whole(
                SubmissionFilter(), bytes: 1 << 20, holding: [.text("zuse"), .text("hopper")])
            #expect(either.map(\.submission.id) == [id(2), id(1)])
            var rest = SubmissionFilter(limit: 1)
            rest.before = id(9)
            #expect(
                try await store.whole(rest, bytes: 1, holding: [.text("ada")]).map(\.submission.id) == [id(6)])
        }
    }
}
