import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Whatever comes, each value is of its rule's type")
struct TypePropertyTests {
    private static let types = [
        "text", "email", "phone", "integer", "number", "money", "boolean", "date", "datetime", "id", "url", "alias",
        "list",
    ]

    /// One rule of each type at a path of its own choosing, as a field and as an attribute of the lead.
    private static func definition(_ generator: inout SplitMix) -> MappingDefinition {
        func rule(_ type: String) -> RuleDefinition {
            from(generator.pick(RandomRules.paths), generator.pick(RandomRules.paths)) {
                $0.type = placed(type)
                if ["integer", "number", "money"].contains(type) {
                    $0.decimal = placed(generator.pick(["auto", "point", "comma"]))
                }
                if ["text", "list"].contains(type), generator.below(2) == 0 { $0.maximumLength = placed(3) }
                if generator.below(3) == 0 {
                    $0.transforms = [placed(.text(generator.pick(RandomRules.transforms)))]
                }
            }
        }
        var definition = form(
            column: from(generator.pick(RandomRules.paths)) {
                $0.defaultValue = placed(.integer(7))
            },
            leadID: generator.below(2) == 0 ? from(generator.pick(RandomRules.paths)) : nil,
            deadline: from(generator.pick(RandomRules.paths)) {
                $0.type = placed(generator.pick(["date", "datetime"]))
            })
        definition.fields = types.map { .init(placed($0), rule($0)) }
        definition.lead = LeadAttribute.allCases.map { .init(placed($0.rawValue), rule(generator.pick(types))) }
        return definition
    }

    /// The types of fields one by one, with few others beside them: what one rule refuses would hide what the others send.
    private static func single(_ definition: MappingDefinition, _ index: Int) -> MappingDefinition {
        var single = definition
        single.fields = [definition.fields[index]]
        single.lead = index.isMultiple(of: 2) ? [] : [definition.lead[index % definition.lead.count]]
        if !index.isMultiple(of: 3) { single.deadline = nil }
        if !index.isMultiple(of: 4) { single.columnID = constant(.integer(1)) }
        if !index.isMultiple(of: 5) { single.leadID = nil }
        return single
    }

    @Test("what the CRM would refuse is refused here, and never sent", arguments: Rounds.of(4))
    func types(round: UInt64) throws {
        let seed = 0x7E57_0001 &+ round
        print("TypePropertyTests seed \(seed)")
        var generator = SplitMix(state: seed)
        var sent: [String: Int] = [:]
        for _ in 0..<40 {
            let definition = Self.definition(&generator)
            let mappings = try Self.types.indices.map { try Self.single(definition, $0).compiled() }
            for _ in 0..<25 {
                let payload = RandomPayload.payload(&generator)
                for (type, mapping) in zip(Self.types, mappings) {
                    guard case .mapped(let mapped) = mapping.map(payload) else { continue }
                    for entry in mapped.settled().fields.entries {
                        #expect(entry.name.text == type)
                        #expect(Self.fits(entry.value, type), "\(type): \(entry.value)")
                        sent[type, default: 0] += 1
                    }
                    try check(mapped)
                }
            }
        }
        if round == 0 { #expect(sent.count == Self.types.count, "each type has something that fits it: \(sent)") }
    }

    /// The request as the CRM reads it: whole ids from 1, a lead of texts, a deadline of its one form, JSON that is JSON.
    private func check(_ mapped: MappedDeal) throws {
        let request = DealRequest(mapped.settled(), as: .json, boundary: "b")
        let document = try JSONDocument.parse(request.content)
        for (name, value) in document.root.members {
            switch name {
            case "column_id", "lead_id":
                #expect(value.kind == .number)
                #expect((Int64(String(decoding: value.text, as: UTF8.self)) ?? 0) >= 1)
            case "lead":
                for (name, attribute) in value.members {
                    #expect(LeadAttribute(rawValue: name) != nil)
                    #expect(attribute.kind == .string, "\(name)")
                }
            case "fields":
                for (name, field) in value.members {
                    #expect(Alias(name) != nil)
                    #expect([.string, .number, .boolean].contains(field.kind))
                }
            case "deadline": #expect(Self.isTime(value.string ?? ""))
            default: Issue.record("'\(name)' is sent")
            }
        }
    }

    private static func fits(_ value: FieldValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("integer", .integer): true
        case ("number", .integer), ("number", .number): isNumber(value.formText)
        case ("money", .integer), ("money", .number):
            isNumber(value.formText) && !value.formText.contains { "eE".contains($0) }
                && (value.formText.split(separator: ".").dropFirst().first?.count ?? 0) <= 2
        case ("boolean", .boolean): true
        case ("id", .integer(let id)): id >= 1
        case ("date", .text(let text)): isTime(text) && text.hasSuffix(" 00:00:00")
        case ("datetime", .text(let text)): isTime(text)
        case ("email", .text(let text)):
            text.split(separator: "@", omittingEmptySubsequences: false).count == 2
                && !text.contains { $0.isWhitespace || $0.isNewline }
        case ("url", .text(let text)):
            text.lowercased().hasPrefix("http://") || text.lowercased().hasPrefix("https://")
        case ("alias", .text(let text)): Alias(text) != nil
        case ("text", .text(let text)), ("list", .text(let text)), ("phone", .text(let text)): !text.isEmpty
        // A text keeps a number or a boolean of JSON as it came.
        case ("text", .integer), ("text", .number), ("text", .boolean): true
        default: false
        }
    }

    /// JSON's own grammar of numbers.
    private static func isNumber(_ text: String) -> Bool {
        guard let document = try? JSONDocument.parse(Array("[\(text)]".utf8)) else { return false }
        let elements = Array(document.root.elements)
        return elements.count == 1 && elements[0].kind == .number
    }

    /// `YYYY-MM-DD HH:MM:SS`, and a day that there is.
    private static func isTime(_ text: String) -> Bool {
        let shape = text.map { $0.isASCII && $0.isNumber ? "0" : String($0) }.joined()
        guard shape == "0000-00-00 00:00:00", let month = Int(text.dropFirst(5).prefix(2)),
            let day = Int(text.dropFirst(8).prefix(2)), let hour = Int(text.dropFirst(11).prefix(2))
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day) && (0...23).contains(hour)
    }
}
