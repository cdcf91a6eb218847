import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Explanations")
struct ExplanationTests {
    /// The one rule of a definition with a column.
    static func explain(_ rule: RuleDefinition, _ payload: Payload) throws -> Explanation.Rule {
        let explanation = form(fields: ["x": rule]).explain(payload)
        #expect(explanation.rules.map(\.target.description) == ["column_id", "fields.x"])
        return try #require(explanation.rules.last)
    }

    @Test("every path is shown up to the first that counts, and every step up to what is sent")
    func steps() throws {
        let rule = from("full_name", "name", "other") {
            $0.transforms = [placed("trim"), placed("squeeze"), placed("upper")]
            $0.maximumLength = placed(8)
        }
        let explained = try Self.explain(rule, .form(["full_name": " ", "name": " Ada   Lovelace "]))
        #expect(explained.paths.map(\.path) == ["full_name", "name"])
        #expect(explained.paths.map(\.finding) == [.nothing, .value(" Ada   Lovelace ")])
        #expect(
            explained.steps.map { "\($0.part) → \($0.value ?? "-")" } == [
                "trim → Ada   Lovelace", "squeeze → Ada Lovelace", "upper → ADA LOVELACE", "max_length: 8 → ADA LOV…",
            ])
        #expect(explained.result == .sent(.text("ADA LOV…")))
        #expect(explained.place.description == "forms/test.yaml:1:3")
    }

    @Test("types, choices and defaults are steps too")
    func types() throws {
        let phone = from("a") {
            $0.type = placed("phone")
            $0.region = placed("DE")
        }
        let called = try Self.explain(phone, .form(["a": "030 901820"]))
        #expect(called.steps == [.init(part: "type: phone, region: DE", value: "+4930901820")])
        #expect(called.result == .sent(.text("+4930901820")))

        let choice = from("a") {
            $0.choices = [.init(from: placed("sales"), to: placed(.integer(7)))]
            $0.defaultValue = placed(.integer(9))
        }
        #expect(try Self.explain(choice, .form(["a": "sales"])).steps == [.init(part: "choices", value: "7")])
        #expect(try Self.explain(choice, .form(["a": "other"])).steps == [.init(part: "choices", value: "9")])
        #expect(try Self.explain(choice, .form([:])).steps == [.init(part: "default: 9", value: "9")])
        #expect(try Self.explain(choice, .form([:])).result == .sent(.integer(9)))
    }

    @Test("what does not fit says so at the step and in the end")
    func problems() throws {
        let mail = from("a") { $0.type = placed("email") }
        let wrong = try Self.explain(mail, .form(["a": "nobody"]))
        #expect(wrong.steps == [.init(part: "type: email", value: nil)])
        guard case .problem(let field, let message) = wrong.result else {
            return #expect(Bool(false), "\(wrong.result)")
        }
        #expect(field == "a")
        #expect(message.hasPrefix("is not an e-mail address"))
        let group = try Self.explain(from("a"), .json(#"{"a":{"b":1}}"#))
        #expect(group.paths.map(\.finding) == [.unfit("is a group of values; one value is expected")])
        #expect(try Self.explain(from("a"), .form([:])).result == .leftOut)
    }

    @Test("a template shows its paths and the text that they make")
    func templates() throws {
        let explained = try Self.explain(template("{a} {b} {a}"), .form(["a": "1"]))
        #expect(explained.paths == [.init(path: "a", finding: .value("1")), .init(path: "b", finding: .nothing)])
        #expect(explained.steps.map(\.value) == ["1 1"])
    }

    @Test("a name that is only like the path's is told, as are two that are, and all that no rule took")
    func names() throws {
        let rules = form(fields: ["x": from("first_name"), "y": from("b", "e"), "z": from("mail")])
        let flat = rules.explain(.form(["First Name": "Ada", "b": "1", "e": "2", "MAIL": "3", "M-ail": "4"]))
        #expect(flat.rules[1].paths.map(\.loosely) == [["First Name"]])
        #expect(flat.rules[2].paths.map(\.loosely) == [[]])
        #expect(flat.rules[3].paths.map(\.finding) == [.ambiguous(["MAIL", "M-ail"])])
        #expect(flat.leftOver.map { "\($0.name)=\($0.value ?? "")" } == ["e=2", "MAIL=3", "M-ail=4"])
        let json = rules.explain(try .json(#"{"firstName":"Ada","b":"1","c":{"d":[1,true]},"e":null}"#))
        #expect(json.rules[1].paths.map(\.loosely) == [["firstName"]])
        #expect(json.leftOver.map { "\($0.name)=\($0.value ?? "")" } == ["c.d[0]=1", "c.d[1]=true"])
    }

    @Test("an explanation says for every payload what the mapping does", arguments: 0..<8)
    func agreement(round: UInt64) throws {
        let seed = 0xE4B1_0001 &+ round
        print("ExplanationTests seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<15 {
            var definition = RandomRules.definition(&generator)
            // What no rule by itself is to blame for is told beside the explanation.
            definition.whole.requiredOneOf = []
            guard let mapping = FormMapping.compile(definition).mapping else { continue }
            for _ in 0..<6 {
                let payload = RandomPayload.payload(&generator)
                let explanation = definition.explain(payload)
                let rules = explanation.rules
                switch mapping.map(payload) {
                case .mapped(let mapped): try expectSent(explanation, by: mapped.settled())
                case .problems(let problems):
                    let told = rules.compactMap { rule -> String? in
                        guard case .problem(let field, let message) = rule.result else { return nil }
                        return "\(field) \(message)"
                    }
                    #expect(Set(told) == Set(problems.map { "\($0.field) \($0.message)" }))
                }
            }
        }
    }

    private func expectSent(_ explanation: Explanation, by deal: Deal) throws {
        var told: [String: FieldValue] = [:]
        for rule in explanation.rules {
            switch rule.result {
            case .sent(let value): told[rule.target.description] = value
            case .leftOut: break
            case .problem(let field, let message): Issue.record("\(field) \(message) is told, and a deal was made")
            }
        }
        for (target, text) in explanation.gathered { told[target.description] = .text(text) }
        var sent: [String: FieldValue] = [:]
        if let id = deal.columnID { sent["column_id"] = .integer(id.value) }
        for entry in deal.lead?.attributes.entries ?? [] { sent["lead.\(entry.name.rawValue)"] = entry.value }
        for entry in deal.fields.entries { sent["fields.\(entry.name.text)"] = entry.value }
        if let time = deal.deadline { sent["deadline"] = .text(time.description) }
        #expect(told == sent)
    }

    @Test("a hint says what was most likely meant")
    func hints() throws {
        let entry = try Payload.json(#"{"1.3":"Ada","8":"Hello","9":"","a":{"b":"c"},"10":null}"#)
        for (rule, hint) in [
            (from("1.3"), "the post has a field called 1.3: in a path, a name with dots stands in quotes, '\"1.3\"'"),
            (
                template("{1.3} {1.6}"),
                "the post has a field called 1.3: in a path, a name with dots stands in quotes, '\"1.3\"'"
            ),
            (constant(.integer(8)), "this sends 8 itself; for the field called 8 write \"8\" in quotes"),
            (
                from("Contact form"),
                "the post has no field called Contact form; for that text itself write { value: \"Contact form\" }"
            ),
            // What is there, what holds nothing, and what is meant as it stands.
            (from("\"1.3\""), nil), (from("a.b"), nil), (from("a.x"), nil), (constant(.integer(7)), nil),
            (constant(.integer(9)), nil), (constant(.integer(10)), nil), (constant(.text("8")), nil),
            (from("Contact form", "8"), nil), (from("nothing"), nil),
        ] as [(RuleDefinition, String?)] {
            #expect(try Self.explain(rule, entry).hint == hint)
        }
        #expect(form().explain(try .json(#"{"1":"x"}"#)).rules[0].hint == nil, "a column's id is an id")
    }

    @Test("of many elements each jq rule is explained, though all together may take only so long when they are sent")
    func manyPrograms() throws {
        let definition = whole(fields: [
            "x": jq("[range(60000)] | length") { $0.type = placed("integer") }, "y": from("name"),
        ]) { $0.each = placed("items") }
        let mapping = try definition.compiled()
        let items = (0..<40).map { #"{"name":"n\#($0)"}"# }.joined(separator: ",")
        let parts = try mapping.several(try .json(#"{"items":[\#(items)]}"#))
        for part in parts {
            let explanation = definition.explain(part)
            #expect(explanation.rules[1].result == .sent(.integer(60000)))
        }
    }

    @Test(
        "a date that does not read is shown with its shape, and with the format that reads it",
        arguments: [
            ("31.01.2026", "99.99.9999; write format: DD.MM.YYYY"),
            ("31.01.2026 14:30", "99.99.9999 99:99; write format: \"DD.MM.YYYY HH:mm\""),
            ("05/06/2026", "99/99/9999; write format: DD/MM/YYYY, or MM/DD/YYYY if the month comes first"),
            ("01/31/2026", "99/99/9999; write format: MM/DD/YYYY"),
            ("Jan 5, 2026", "Aaa 9, 9999; write format: \"MMMM D, YYYY\""),
            ("5 January 2026 at 2:30 pm", "9 Aaaaaaa 9999 aa 9:99 aa; write format: \"D MMMM YYYY [at] hh:mm A\""),
            ("24. Dezember 2026", "99. Aaaaaaaa 9999; write format: D. MMMM YYYY"),
            ("24 декабря 2026 г.", "99 aaaaaaa 9999 a.; write format: \"D MMMM YYYY [г.]\""),
            ("Q3 2026", "A9 9999; write it as a format, such as format: DD.MM.YYYY HH:mm"),
        ])
    func dates(text: String, hint: String) throws {
        let rule = from("a") { $0.type = placed("datetime") }
        let explained = try Self.explain(rule, .form(["a": text]))
        #expect(explained.hint == "\"\(text)\" came, which has the shape \(hint)")
        guard let written = hint.split(separator: "format: ").last?.split(separator: ", or ").first,
            hint.contains("; write format")
        else { return }
        var mended = rule
        mended.formats = [placed(String(written).replacing("\"", with: ""))]
        guard case .sent = try Self.explain(mended, .form(["a": text])).result else {
            Issue.record("the format that is proposed does not read it")
            return
        }
    }

    @Test("a word is no date in any format, and a day that its month does not have is told as that")
    func noDates() throws {
        func hint(_ text: String, _ formats: String...) throws -> String? {
            let rule = from("a") {
                $0.type = placed("date")
                $0.formats = formats.map { placed($0) }
            }
            return try Self.explain(rule, .form(["a": text])).hint
        }
        #expect(try hint("next Tuesday") == nil)
        #expect(
            try hint("31.02.2026") == "\"31.02.2026\" came, a day that its month does not have, in format: DD.MM.YYYY")
        #expect(try hint("31.02.2026", "DD.MM.YYYY") == nil)
    }

    @Test("what picks an element of a list is told that a form has none, and what of the form it may mean")
    func flatNames() throws {
        let quiz = Payload.form(["quiz[0][q]": "Name", "quiz[0][a]": "Ada", "city": "Paris"])
        let picks = "picks an element of a list in JSON, and this post is a form, whose fields have flat names"
        #expect(
            try Self.explain(from("quiz[q=Name].a"), quiz).hint
                == "quiz[q=Name].a \(picks): quiz[0][q], quiz[0][a]; write one as it is, such as 'quiz[0][q]'")
        #expect(
            try Self.explain(from("answers[q=Name].a"), quiz).hint
                == "answers[q=Name].a \(picks); none of them begins with answers")
        #expect(try Self.explain(from("quiz[q=Name].a"), .json(#"{"quiz":[{"q":"Other","a":"x"}]}"#)).hint == nil)
        #expect(try Self.explain(from("city"), quiz).hint == nil)
    }

    @Test("a text that goes on in the rest is explained as it is cut")
    func cut() throws {
        let long = from("a") {
            $0.maximumLength = placed(6)
            $0.overflow = placed("comment")
        }
        let definition = whole(fields: ["x": long]) { $0.rest = .init(target: placed("fields.rest")) }
        let explained = try #require(definition.explain(.form(["a": "A long text"])).rules.last)
        #expect(explained.result == .sent(.text("A lon…")))
    }

    @Test("what rest leaves out by its name is told, and never what it holds")
    func passedOver() throws {
        let definition = whole(fields: ["x": from("name")]) { $0.rest = .init(target: placed("fields.x")) }
        let post = Payload.form([
            "name": "Ada", "hp": "150", "Action": "call me", "nonce": "1", "city": "Paris", "password": "MARKER",
        ])
        let explanation = definition.explain(post)
        #expect(explanation.passedOver == ["nonce", "password"])
        #expect(explanation.leftOver.isEmpty)
        #expect(form(fields: ["x": from("name")]).explain(post).passedOver.isEmpty)
    }

    @Test("a value that choices does not know is shown with what is near to it")
    func choices() throws {
        func hint(_ text: String, _ type: String? = nil) throws -> String? {
            let rule = from("a") {
                $0.type = type.map { placed($0) }
                if type != nil { $0.transforms = [placed("split(;)")] }
                $0.choices = [.init(from: placed("sales"), to: placed(.integer(7)))]
            }
            return try Self.explain(rule, .form(["a": text])).hint
        }
        #expect(
            try hint(" Sales")
                == "\" Sales\" came, for which 'choices' has no line; transform: [squeeze, trim, lower] makes it 'sales'"
        )
        #expect(try hint("salse") == "\"salse\" came, for which 'choices' has no line; did you mean 'sales'?")
        #expect(try hint("jobs") == "\"jobs\" came, for which 'choices' has no line; add one, or a default")
        #expect(
            try hint("sales;jobs", "list") == "\"jobs\" came, for which 'choices' has no line; add one, or a default")
        #expect(try hint("sales") == nil)
    }
}
