import BoardCRM
import Mapping
import Testing
import Wire

@Suite("What a rule does, in its order")
struct RuleTests {
    static func routing(default fallback: FieldValue? = nil) -> RuleDefinition {
        from("topic") {
            $0.transforms = [placed("trim"), placed("lower")]
            $0.choices = [
                .init(from: placed("sales"), to: placed(.integer(1287))),
                .init(from: placed("jobs"), to: placed(.integer(1290))),
            ]
            $0.defaultValue = fallback.map { placed($0) }
        }
    }

    @Test(
        "choices route to columns, after the transforms",
        arguments: [
            ("sales", 1287), (" JOBS ", 1290), ("other", 1), ("", 1),
        ])
    func routes(topic: String, column: Int64) throws {
        let mapping = try form(column: RuleTests.routing(default: .integer(1))).compiled()
        #expect(try mapping.deal(.form(["topic": topic])).deal.columnID == Identifier(column))
    }

    @Test("a default may be what one of the choices sends, or one of the choices")
    func defaultIsChoice() throws {
        let mapping = try form(column: RuleTests.routing(default: .text("jobs"))).compiled()
        #expect(try mapping.deal(.form(["topic": "other"])).deal.columnID == Identifier(1290))
    }

    @Test("what is no choice and has no default is told, with the choices")
    func noChoice() throws {
        let mapping = try form(column: RuleTests.routing()).compiled()
        #expect(
            mapping.problems(.form(["topic": "<script>"])) == [
                "topic: is none of the values that are expected: sales, jobs"
            ])
    }

    @Test("a deal needs its column, whether the rule says so or not")
    func columnIsRequired() throws {
        #expect(try form(column: RuleTests.routing()).compiled().problems(.form([:])) == ["topic: is required"])
    }

    @Test("a required target names the first of its paths, and each problem is told once")
    func required() throws {
        let name = from("full_name", "name") { $0.required = placed(true) }
        let mapping = try form(
            lead: ["name": name, "email": from("email") { $0.type = placed("email") }], fields: ["title": name]
        ).compiled()
        let said = mapping.problems(.form(["full_name": "  ", "email": "nonsense"]))
        #expect(
            said == [
                "full_name: is required",
                "email: is not an e-mail address; something like name@example.com is expected",
            ])
        guard case .problems(let problems) = mapping.map(.form([:])) else {
            Issue.record("nothing is wrong")
            return
        }
        #expect(problems.map(\.target) == [.lead(.name)])
    }

    @Test("a value that is wrong is told by the path that it came from")
    func wrongPath() throws {
        let mapping = try form(lead: ["email": from("mail", "email") { $0.type = placed("email") }]).compiled()
        #expect(
            mapping.problems(.form(["email": "x"])) == [
                "email: is not an e-mail address; something like name@example.com is expected"
            ])
    }

    @Test("an optional target that is empty is left out, and so is an empty lead")
    func leftOut() throws {
        let mapping = try form(
            lead: ["name": from("name")], fields: ["budget": from("budget") { $0.type = placed("integer") }],
            deadline: from("at")
        ).compiled()
        let deal = try mapping.deal(.form(["name": "", "budget": " ", "at": ""])).deal
        #expect(deal == Deal(columnID: Identifier(1)))
    }

    @Test("a default is sent when nothing is left after the transforms")
    func defaultAfterTransforms() throws {
        let rule = from("a") {
            $0.transforms = [placed("trim")]
            $0.defaultValue = placed(.integer(5))
        }
        #expect(try value(of: rule, in: .form(["a": "\u{A0}"])) == .integer(5))
    }

    @Test("constants keep their kind unless a type says otherwise")
    func constants() throws {
        let payload = Payload.form([:])
        let half = try FieldValue.number(#require(NumberText("0.50")))
        for kept in [FieldValue.text("website"), .integer(5), half, .boolean(true)] {
            #expect(try value(of: constant(kept), in: payload) == kept)
        }
        #expect(try value(of: constant(.integer(5)) { $0.type = placed("text") }, in: payload) == .text("5"))
        #expect(try value(of: constant(.text("5")) { $0.type = placed("integer") }, in: payload) == .integer(5))
        #expect(
            try value(of: constant(.text("web")) { $0.transforms = [placed("upper")] }, in: payload) == .text("WEB"))
    }

    @Test("unquoted scalars are read as YAML 1.2 has them")
    func plain() throws {
        #expect(FieldValue(plain: "1287") == .integer(1287))
        #expect(FieldValue(plain: "true") == .boolean(true))
        for text in ["007", "yes", "no", "True", "1,5", "+1", ".5", "0x1F", "", "1 2", "~"] {
            #expect(FieldValue(plain: text) == .text(text))
        }
        for text in ["1.50", "-0", "1e3", "9223372036854775808"] {
            #expect(try FieldValue(plain: text) == .number(#require(NumberText(text))))
        }
    }

    @Test("the whole deal, in the order of the rules")
    func whole() throws {
        let mapping = try form(
            column: RuleTests.routing(default: .integer(1)), leadID: from("lead"),
            lead: [
                "name": from("full_name", "name") { $0.required = placed(true) },
                "email": from("email") { $0.type = placed("email") },
                "phone": from("phone") {
                    $0.type = placed("phone"); $0.region = placed("US")
                },
            ],
            fields: [
                "title": template("Website: {topic}"), "budget": from("budget") { $0.type = placed("integer") },
                "source": constant(.text("website")),
            ], deadline: from("call_me_at") { $0.zone = placed("Europe/Berlin") }
        ).compiled()
        let mapped = try mapping.deal(
            .form([
                "topic": "sales", "name": "Ada \"Countess\" Lovelace", "email": "ada@Example.com",
                "phone": "202-555-0147",
                "budget": "2500", "call_me_at": "2026-01-31T14:30", "lead": "77", "unmapped": "never sent",
            ]))
        var writer = JSONWriter()
        mapped.settled().append(to: &writer)
        #expect(
            writer.text == #"{"column_id":1287,"lead_id":77,"lead":{"name":"Ada \"Countess\" Lovelace","#
                + #""email":"ada@example.com","phone":"+12025550147"},"fields":{"title":"Website: sales","#
                + #""budget":2500,"source":"website"},"deadline":"2026-01-31 14:30:00"}"#)
        #expect(mapping.formFields(feeding: .lead(.name)) == ["full_name", "name"])
        #expect(mapping.formFields(feeding: TargetPath("lead")) == ["full_name", "name", "email", "phone"])
        #expect(mapping.formFields(feeding: TargetPath("fields.title")) == ["topic"])
        #expect(mapping.formFields(feeding: TargetPath("fields.source")) == [])
        #expect(mapping.formFields(feeding: TargetPath("fields.none")) == [])
        #expect(mapping.formFields(feeding: TargetPath(steps: [])) == [])
        #expect(mapping.formFields(feeding: .columnID) == ["topic"])
    }

    @Test("a mapped deal is kept as bytes and comes back the same")
    func encoding() throws {
        let mapping = try form(
            lead: [
                "name": from("name"),
                "phone": from("phone") {
                    $0.type = placed("phone"); $0.region = placed("DE")
                },
            ],
            fields: ["tel": from("phone") { $0.type = placed("phone") }, "n": from("n") { $0.type = placed("number") }]
        ).compiled()
        let mapped = try mapping.deal(.form(["name": "\u{0}\u{1F600}\"\\\n", "phone": "030 901820", "n": "1.50"]))
        #expect(mapped.phones.map(\.region) == ["DE", nil])
        #expect(try MappedDeal(encoded: mapped.encoded()) == mapped)
        let without = try form().compiled().deal(.form([:]))
        #expect(String(decoding: without.encoded(), as: UTF8.self) == #"{"deal":{"column_id":1}}"#)
        #expect(try MappedDeal(encoded: without.encoded()) == without)
    }

    @Test(
        "bytes that are no deal are refused without a word of them",
        arguments: [
            "", "{", "[]", "{}", #"{"deal":1}"#, #"{"deal":{"secret":1}}"#, #"{"deal":{},"phones":[{}]}"#,
        ])
    func badEncoding(text: String) throws {
        let error = #expect(throws: MappedDeal.EncodingError.self) { try MappedDeal(encoded: Array(text.utf8)) }
        #expect(error?.description == "these bytes are no stored deal")
    }
}
