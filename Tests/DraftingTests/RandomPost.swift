import Wire

/// Posts that look like forms and webhooks now and then, and hold what is hard to write down.
struct RandomPost {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private static let names = [
        "name", "email", "Phone", "first_name", "last name", "message", "a.b", "a[b]", "a[]", "a[0]", "", " ", "*",
        "\"", "\\",
        "${X}", "{x}", "query.a", "meta.ip", "json(x)", "ü", "имя", "#", ": ", "- x", "null", "true", "1", "1.5",
        "utm_source",
        "fields[a][value]", "fields[a][title]", "token", "data", "value", "label", "type", "ref", "id", "text", "field",
        "\u{0}", "\n",
        "\u{FEFF}", "\u{FFFF}", "\u{1F469}\u{200D}", "a|b", "x=y", "url", "date", "company",
    ]
    private static let values = [
        "", " ", "Ada Lovelace", "ada@example.com", "+1 202-555-0147", "030/901820", "https://example.com",
        "2026-01-18",
        "2026-01-18T18:17:02Z", "25", "-0", "true", "{\"a\":[1,{\"b\":null}],\"email\":\"x@example.com\"}", "[]",
        "[\"a\"]", "{", "\u{0}",
        "\u{2028}", "line\nline", "{{x}}", "${X}", "\"",
        "long long text that a person may have written to be read, with more than sixty letters",
    ]

    mutating func payload() -> Payload {
        if below(2) == 0 {
            var fields = FormFields()
            for _ in 0..<below(10) { fields.append(name: pick(Self.names).utf8, value: pick(Self.values).utf8) }
            return .fields(fields)
        }
        var writer = JSONWriter()
        write(&writer, depth: 0)
        guard let document = try? JSONDocument.parse(writer.bytes) else { return .fields(FormFields()) }
        return .json(document)
    }

    private mutating func write(_ writer: inout JSONWriter, depth: Int) {
        switch depth == 0 ? below(8) + 2 : below(depth > 4 ? 4 : 9) {
        case 0, 1: writer.string(pick(Self.values))
        case 2: writer.number(text: pick(["0", "-1", "25.0", "1e400", "12345678901234567890"]))
        case 3: below(2) == 0 ? writer.boolean(below(2) == 0) : writer.null()
        case 4, 5:
            writer.beginArray()
            for _ in 0..<below(4) { write(&writer, depth: depth + 1) }
            writer.endArray()
        default:
            writer.beginObject()
            var written: Set<[UInt8]> = []
            for _ in 0..<below(7) {
                let name = pick(Self.names)
                guard written.insert(Array(name.utf8)).inserted else { continue }
                writer.key(name)
                write(&writer, depth: depth + 1)
            }
            writer.endObject()
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
