import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Rules that copy what stands in a form")
struct PlainRuleTests {
    private static let names = [
        "name", "Name", "NAME", "e-mail", "email", "a", "b[]", "b", "sixteen_letters_", "sixteen_letters_[]",
        "full_name", "Full Name", "fullname[]", "-name", "f-e", "full_namE", "", "[]", "a[]",
        "seventeen_letters", "a name of more letters than sixteen", "ü", "x.y", "\"x.y\"",
    ]
    private static let values = [
        "Ada", "", " ", " x", "x ", "é", "\"q\"", "a@B.example", "a@b.example", "a@b", "@", "+49 30 123456", "0",
        "\\", "one\ntwo", "a text of more than sixteen letters", "\u{7F}", "\u{A0}", "x\u{A0}", "a@b.example ", "ab",
        "abcdefgh",
        "a-@-b.c", "a@-b.c",
    ]
    private static let templates = [
        "{0}", "Website: {0}", "{0} {1}", "{0}, {1}", "{0} ({1})", "Topic: {0}, Budget: {1}", "{0} - {1}!", "#{0}/{1}",
        "Hi {0} {1} \"x\\", "({0})", "{0} — {1}", "{0}%", "[{0}: {1}]", " {0}. ", "{0}{1}", "„{0}“ für {1}",
        "{0}, ({1})",
        "a, b: {0}; c: ({1})",
    ]

    private static func anyRule(_ generator: inout SplitMix) -> RuleDefinition {
        let (first, second) = (generator.pick(names), generator.pick(names))
        var rule =
            switch generator.below(11) {
            case 0...2:
                template(
                    generator.pick(templates).replacing("{0}", with: "{\(first)}").replacing("{1}", with: "{\(second)}")
                )
            case 3...5: from(first, second)
            case 6: from(first, second, generator.pick(names))
            case 7: constant(.text(generator.pick(values)))
            default: from(first)
            }
        if generator.below(2) == 0 { rule.type = placed(generator.pick(["text", "email", "phone"])) }
        if rule.type?.value == "phone", generator.below(2) == 0 { rule.region = placed("DE") }
        if generator.below(6) == 0 { rule.required = placed(true) }
        if generator.below(8) == 0 { rule.defaultValue = placed(.text("by default")) }
        if generator.below(4) == 0, rule.type == nil { rule.maximumLength = placed(1 + generator.below(12)) }
        return rule
    }

    private static func anyForm(_ generator: inout SplitMix) throws -> Payload {
        var bytes: [UInt8] = []
        for _ in 0..<generator.below(10) {
            URLEncoded.append(name: generator.pick(names), value: generator.pick(values), to: &bytes)
        }
        return .fields(try URLEncoded.decode(bytes))
    }

    @Test("what is written in one pass is what is mapped, whatever comes", arguments: Rounds.of(12))
    func same(round: UInt64) throws {
        let seed = 0x91A1_0001 &+ round
        print("PlainRuleTests seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<60 {
            let lead = ["name", "email", "phone", "note"].filter { _ in generator.below(2) == 0 }
            let fields = ["title", "budget", "x-1"].filter { _ in generator.below(2) == 0 }
            var definition = MappingDefinition(
                at: placed(0).place, columnID: constant(.integer(1)),
                lead: lead.map { .init(placed($0), Self.anyRule(&generator)) },
                fields: fields.map { .init(placed($0), Self.anyRule(&generator)) })
            // What concerns the deal as a whole is written after all rules have their values.
            if generator.below(2) == 0 { definition.whole.rest = .init(target: placed("fields.title")) }
            if generator.below(3) == 0 { definition.whole.attribution = .init(lines: .auto, at: placed(0).place) }
            guard let mapping = FormMapping.compile(definition).mapping else { continue }
            for _ in 0..<20 {
                let payload = try Self.anyForm(&generator)
                var written: [UInt8] = Array("before".utf8)
                let problems = mapping.encode(payload, behind: &written)
                switch mapping.map(payload) {
                case .mapped(let deal): #expect(problems == [] && written == Array("before".utf8) + deal.encoded())
                case .problems(let expected): #expect(problems == expected && written == Array("before".utf8))
                }
            }
        }
    }

    @Test(
        "a field's value goes as it stands, and into a template with its words",
        arguments: [
            ("name=Ada", #""title":"Website: Ada""#), ("Name=Ada", #""title":"Website: Ada""#),
            ("name=+Ada", #""title":"Website:  Ada""#), ("name=%22", #""title":"Website: \"""#),
            ("name=a&name=b", #""title":"Website: a, b""#), ("name%5B%5D=Ada", #""title":"Website: Ada""#),
        ])
    func copied(post: String, member: String) throws {
        let mapping = try form(fields: ["title": template("Website: {name}")]).compiled()
        var written: [UInt8] = []
        #expect(mapping.encode(.fields(try URLEncoded.decode(Array(post.utf8))), behind: &written).isEmpty)
        #expect(String(decoding: written, as: UTF8.self) == #"{"deal":{"column_id":1,"fields":{\#(member)}}}"#)
    }

    @Test(
        "of two names the second counts where the first is not there, not even written otherwise, or is blank",
        arguments: [
            ("name=Ada", "Ada"), ("full_name=Eve&name=Ada", "Eve"), ("full_name=&name=Ada", "Ada"),
            ("full_name=+&name=Ada", "Ada"), ("Full+Name=Eve&name=Ada", "Eve"), ("name=Ada&fullname%5B%5D=Eve", "Eve"),
            ("_FULLname-=Eve&name=Ada", "Eve"), ("Full+Name=Eve&full-name=Zoe&name=Ada", "Ada"),
            ("full_name=a&full_name=b&name=Ada", "a, b"), ("name=a&name=b", "a, b"), ("form_id=1&NAME=Ada", "Ada"),
            ("%D0%AF=1&name=Ada", "Ada"), ("f=1&=2&name=Ada", "Ada"),
        ])
    func second(post: String, name: String) throws {
        let mapping = try form(lead: ["name": from("full_name", "name")]).compiled()
        var written: [UInt8] = []
        #expect(mapping.encode(.fields(try URLEncoded.decode(Array(post.utf8))), behind: &written).isEmpty)
        #expect(String(decoding: written, as: UTF8.self) == #"{"deal":{"column_id":1,"lead":{"name":"\#(name)"}}}"#)
    }

    @Test("a field that is not there leaves its target out, unless it is required or has a default")
    func lacking() throws {
        let payload = Payload.fields(try URLEncoded.decode(Array("email=a".utf8)))
        var written: [UInt8] = []
        var required = from("full_name", "name")
        required.required = placed(true)
        let demanding = try form(lead: ["name": required]).compiled()
        #expect(demanding.encode(payload, behind: &written).count == 1 && written.isEmpty)
        var standing = from("full_name")
        standing.defaultValue = placed(.text("nobody"))
        let mapping = try form(lead: ["name": from("name"), "note": standing]).compiled()
        #expect(mapping.encode(payload, behind: &written).isEmpty)
        #expect(String(decoding: written, as: UTF8.self) == #"{"deal":{"column_id":1,"lead":{"note":"nobody"}}}"#)
    }

    @Test("a long value that many rules copy is written for each of them", arguments: [1, 7, 8, 9, 1000])
    func often(length: Int) throws {
        let value = String(repeating: "x", count: length)
        let fields = ["a", "b", "c", "d", "e", "f", "g", "h"]
        let definition = MappingDefinition(
            at: placed(0).place, columnID: constant(.integer(1)),
            fields: fields.map { .init(placed($0), $0 < "e" ? from("v") : template("{v}-{v}")) })
        let mapping = try definition.compiled()
        var written: [UInt8] = []
        #expect(mapping.encode(.fields(try URLEncoded.decode(Array("v=\(value)".utf8))), behind: &written).isEmpty)
        let members = fields.map { #""\#($0)":"\#($0 < "e" ? value : value + "-" + value)""# }
        #expect(
            String(decoding: written, as: UTF8.self)
                == #"{"deal":{"column_id":1,"fields":{\#(members.joined(separator: ","))}}}"#)
    }
}
