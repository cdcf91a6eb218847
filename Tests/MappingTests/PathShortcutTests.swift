import BoardCRM
import Mapping
import Testing
import Wire

@Suite("A sender's short names")
struct PathShortcutTests {
    private static let answers = PathShortcut(
        placed("answers"),
        .answers(
            .init(
                list: placed("response.answers"), by: [placed("field.ref"), placed("field.id")],
                titles: .init(
                    list: placed("response.questions"), by: placed("title"), key: placed("id"), to: placed("field.id")))
        ))

    private func definition(_ rule: RuleDefinition, _ shortcuts: PathShortcut...) -> MappingDefinition {
        var definition = form(fields: ["x": rule])
        definition.shortcuts = shortcuts
        return definition
    }

    private func text(_ path: String, _ shortcuts: PathShortcut..., in payload: Payload) throws -> String? {
        var definition = form(fields: ["x": from(path)])
        definition.shortcuts = shortcuts
        return try definition.compiled().deal(payload).settled().fields[try #require(Alias("x"))]?.formText
    }

    private func response(_ answer: String, questions: String = "[]") throws -> Payload {
        try .json(#"{"response":{"questions":\#(questions),"answers":[\#(answer)]}}"#)
    }

    @Test(
        "an answer is found by ref or id, and is what its type names, its value, a choice's label, or an option's text",
        arguments: [
            (#"{"field":{"ref":"a"},"type":"text","text":"Ada"}"#, "Ada"),
            (#"{"field":{"id":"a"},"type":"number","number":12345678901234567890}"#, "12345678901234567890"),
            (#"{"field":{"ref":"a"},"type":"choice","choice":{"id":"1","label":"One"}}"#, "One"),
            (
                #"{"field":{"ref":"a"},"type":"choices","choices":{"labels":["One","Two"],"other":"Three"}}"#,
                "One, Two, Three"
            ),
            (#"{"field":{"ref":"a"},"type":"unknown","value":"x"}"#, "x"),
            (#"{"field":{"ref":"a"},"value":["x","y"]}"#, "x, y"),
            (
                #"{"field":{"ref":"a"},"value":["i2","i3"],"options":[{"id":"i1","text":"One"},{"id":"i2","text":"Two"}]}"#,
                "Two, i3"
            ),
            (#"{"field":{"ref":"a"},"value":true}"#, "true"),
            (#"{"field":{"ref":"b"},"value":"other"},{"field":{"ref":"a"},"value":"own"}"#, "own"),
        ])
    func answers(answer: String, expected: String) throws {
        #expect(try text("answers.a", Self.answers, in: try response(answer)) == expected)
    }

    @Test("a question's title leads to its answer, though it stands beside the answers")
    func titles() throws {
        let questions = #"[{"id":"q1","title":"Your name","ref":"r"},{"id":"q2","title":"Mail"}]"#
        let payload = try response(
            #"{"field":{"id":"q2"},"value":"a@b.c"},{"field":{"id":"q1"},"value":"Ada"}"#, questions: questions)
        #expect(try text("answers.Your name", Self.answers, in: payload) == "Ada")
        #expect(try text("answers.\"your NAME\"", Self.answers, in: payload) == "Ada")
        #expect(try text("answers.Mail", Self.answers, in: payload) == "a@b.c")
        #expect(try text("answers.Phone", Self.answers, in: payload) == nil)
    }

    @Test("steps behind the question go into its answer")
    func inside() throws {
        let payload = try response(#"{"field":{"ref":"a"},"value":{"city":"Berlin","codes":[1,2]}}"#)
        #expect(try text("answers.a.city", Self.answers, in: payload) == "Berlin")
        #expect(try text("answers.a.codes[1]", Self.answers, in: payload) == "2")
        #expect(
            try definition(template("{answers.a.city|upper}!"), Self.answers).compiled().deal(payload).settled()
                .fields[try #require(Alias("x"))]?.formText == "BERLIN!")
    }

    @Test("a path stands for the name, and a * in it for what follows")
    func paths() throws {
        let json = PathShortcut(placed("fields"), .path(placed("json(raw).data")))
        #expect(try text("fields.a", json, in: .form(["raw": #"{"data":{"a":["x"]}}"#])) == "x")
        let values = PathShortcut(placed("fields"), .path(placed("fields.*.value")))
        #expect(
            try text("fields.mail", values, in: .form(["fields[mail][value]": "x", "fields[mail][id]": "y"])) == "x")
        #expect(try text("fields.mail", values, in: .json(#"{"fields":{"mail":{"value":"x"}}}"#)) == "x")
        let plain = PathShortcut(placed("hidden"), .path(placed("response.hidden")))
        #expect(try text("hidden.utm", plain, in: .json(#"{"response":{"hidden":{"utm":"x"}}}"#)) == "x")
        // The name alone, and in quotes, is the payload's own.
        #expect(try text("hidden", plain, in: .json(#"{"hidden":"own"}"#)) == "own")
    }

    @Test("problems and complaints are told by the short name")
    func words() throws {
        var required = from("answers.a")
        required.required = placed(true)
        #expect(
            try definition(required, Self.answers).compiled().problems(try response("")) == ["answers.a: is required"])
        #expect(
            definition(from("answers[0]"), Self.answers).complaints == [
                "path 'answers[0]': a question's name is expected behind 'answers.' (at character 1)"
            ])
    }

    @Test("what an answer's rule took is no part of the rest")
    func rest() throws {
        var definition = definition(from("answers.a"), Self.answers)
        definition.fields.append(.init(placed("rest"), constant(.text("Rest:"))))
        definition.whole.rest = .init(target: placed("fields.rest"))
        let payload = try response(#"{"field":{"ref":"a"},"value":"took"},{"field":{"ref":"b"},"value":"left"}"#)
        let rest = try definition.compiled().deal(payload).settled().fields[try #require(Alias("rest"))]?.formText
        #expect(rest?.contains("left") == true)
        #expect(rest?.contains("took") == false)
    }

    @Test("what is encoded is what is mapped, and what is explained is what was found")
    func same() throws {
        let payload = try response(#"{"field":{"ref":"a"},"value":["i2"],"options":[{"id":"i2","text":"Two"}]}"#)
        let definition = definition(from("answers.a"), Self.answers)
        let mapping = try definition.compiled()
        var encoded: [UInt8] = []
        #expect(mapping.encode(payload, context: .empty, behind: &encoded).isEmpty)
        #expect(encoded == (try mapping.deal(payload).encoded()))
        let explanation = definition.explain(payload)
        #expect(explanation.rules.flatMap(\.paths).contains { $0.path == "answers.a" && $0.finding == .value("Two") })
        #expect(explanation.leftOver.isEmpty)
    }

    @Test("in a list of many, a look costs no pass for each", arguments: [2000])
    func many(count: Int) throws {
        let elements = (0..<count).map { #"{"field":{"ref":"r\#($0)"},"value":"v\#($0)"}"# }.joined(separator: ",")
        let payload = try response(elements)
        var definition = form(fields: [:])
        definition.shortcuts = [Self.answers]
        definition.fields = (0..<60).map { .init(placed("f\($0)"), from("answers.r\(count - 1 - $0)")) }
        let mapping = try definition.compiled()
        let start = ContinuousClock.now
        for _ in 0..<10 { _ = try mapping.deal(payload) }
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
