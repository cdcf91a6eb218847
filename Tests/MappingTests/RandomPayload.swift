import Wire

/// Random numbers that a seed repeats (Vigna's splitmix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// Payloads in which the rules of `RandomRules` find something now and then.
enum RandomPayload {
    static let names = [
        "a", "b", "c", "a[]", "a[b]", "a[0]", "a.b", "raw", "access_token", "column_id", "lead_id", "__proto__",
        "deadline", "lead", "fields", "lead[name]", "First Name", "", "ü",
        "A", "a_", "first_name", "a[x][b]", "a.y", "b[][]", "Ü",
    ]

    static let values = [
        "", " ", "x", "ada@Example.com", "ada@bücher.example", "25", "-1.5e3", "0", "on", "2026-03-29T02:30",
        "2026-01-31T14:30:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "+49 30 901820", "sales",
        "www.example.com/a?b=c", "https://example.com",
        "{\"b\":[1,{\"c\":null}]}", "[", "\u{0}", "\u{2028}", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "e\u{301}\u{301}",
        "99999999999999999999999999", "\u{A0}\u{3000}", String(repeating: "long ", count: 100),
    ]

    static func payload(_ generator: inout SplitMix) -> Payload {
        generator.below(2) == 0 ? .fields(fields(&generator)) : json(&generator)
    }

    private static func fields(_ generator: inout SplitMix) -> FormFields {
        var fields = FormFields()
        for _ in 0..<generator.below(8) {
            if generator.below(4) == 0 {
                let noise = (0..<generator.below(12)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
                fields.append(name: generator.pick(names).utf8, value: noise)
            } else {
                fields.append(name: generator.pick(names).utf8, value: generator.pick(values).utf8)
            }
        }
        return fields
    }

    private static func json(_ generator: inout SplitMix) -> Payload {
        var writer = JSONWriter()
        write(&writer, depth: 0, &generator)
        guard let document = try? JSONDocument.parse(writer.bytes) else { return .fields(FormFields()) }
        return .json(document)
    }

    private static func write(_ writer: inout JSONWriter, depth: Int, _ generator: inout SplitMix) {
        switch depth == 0 ? 0 : generator.below(depth > 4 ? 5 : 7) {
        case 0, 5:
            if depth > 4 { return writer.null() }
            writer.beginObject()
            var written: Set<String> = []
            for _ in 0..<generator.below(6) {
                let name = generator.pick(names)
                guard written.insert(name).inserted else { continue }
                writer.key(name)
                write(&writer, depth: depth + 1, &generator)
            }
            writer.endObject()
        case 1, 2: writer.string(generator.pick(values))
        case 3: writer.number(text: generator.pick(["0", "-1", "25.0", "1e400", "12345678901234567890"]))
        case 4: writer.boolean(generator.below(2) == 0)
        default:
            writer.beginArray()
            for _ in 0..<generator.below(4) { write(&writer, depth: depth + 1, &generator) }
            writer.endArray()
        }
    }
}
