import BoardCRM
import Mapping
import Testing
import Wire

@Suite("rest")
struct RestTests {
    private let simple = whole(
        lead: ["name": from("name")], fields: ["description": from("message")]
    ) { $0.rest = rest("fields.description") }

    @Test("what no rule took goes behind what a rule put there, a line for each field")
    func behind() throws {
        let mapping = try simple.compiled()
        #expect(
            try mapping.field(
                "description", .form(["name": "Ada", "message": "Hello", "Company": "Example", "size": "10"]))
                == "Hello\n\nCompany: Example\nsize: 10")
        #expect(try mapping.field("description", .form(["name": "Ada", "size": "10"])) == "size: 10")
        #expect(try mapping.field("description", .form(["name": "Ada", "message": "Hello"])) == "Hello")
        #expect(try mapping.field("description", .form(["name": "Ada"])) == nil, "nothing left is no text")
    }

    @Test("a target without a rule of its own takes it too, and stands behind the other fields")
    func ownTarget() throws {
        let mapping = try whole(lead: ["name": from("name")], fields: ["title": from("t")]) {
            $0.rest = rest("lead.note")
        }.compiled()
        let deal = try mapping.deal(.form(["t": "T", "x": "1", "name": "Ada"])).deal
        #expect(deal.lead?.attributes[.note] == .text("x: 1"))
        #expect(deal.lead?.attributes.entries.map(\.name) == [.name, .note])
    }

    @Test("of several paths only the one that was used is taken; what was not sent is not lost")
    func unused() throws {
        let mapping = try whole(lead: ["name": from("full_name", "name")]) { $0.rest = rest("fields.d") }.compiled()
        #expect(try mapping.field("d", .form(["full_name": "Ada Lovelace", "name": "Ada"])) == "name: Ada")
    }

    @Test("a choice that the table does not know, and that its default stands for, is not lost")
    func unknownChoice() throws {
        let mapping = try whole(
            fields: [
                "t": from("topic") {
                    $0.choices = [.init(from: placed("sales"), to: placed(.text("Sales")))]
                    $0.defaultValue = placed(.text("Other"))
                }
            ]
        ) { $0.rest = rest("fields.d") }.compiled()
        #expect(try mapping.field("d", .form(["topic": "sales"])) == nil)
        #expect(try mapping.field("d", .form(["topic": "complaint"])) == "topic: complaint")
    }

    @Test("what a template shows is taken")
    func template() throws {
        let mapping = try whole(fields: ["t": MappingTests.template("{a} {b}")]) { $0.rest = rest("fields.d") }
            .compiled()
        #expect(try mapping.field("d", .form(["a": "1", "b": "2", "c": "3"])) == "c: 3")
    }

    @Test("fields of one name are one line, and a file is told by its name")
    func repeated() throws {
        var fields = FormFields(["tag[]": "red", "tag[]": "", "size": "L"])
        fields.append(name: "cv".utf8, file: .init(filename: "cv.pdf", contentType: "application/pdf", size: 9))
        fields.append(name: "tag[]".utf8, value: "blue".utf8)
        #expect(try simple.compiled().field("description", .fields(fields)) == "tag: red, blue\nsize: L\ncv: cv.pdf")
    }

    @Test("a value of several lines cannot pass for other fields")
    func indented() throws {
        #expect(
            try simple.compiled().field("description", .form(["x": "one\r\nemail: two\rthree\n", "a\nb": "4"]))
                == "x: one\n  email: two\n  three\na b: 4")
    }

    @Test("what browsers, plugins and captchas add is left out, as is what the form excepts")
    func technical() throws {
        let mapping = try whole(lead: [:]) { $0.rest = rest("fields.d", except: "internal", "a[b]") }.compiled()
        let form = Payload.form([
            "_charset_": "utf-8", "G-Recaptcha-Response": "x", "csrf_token": "x", "_wpnonce": "x", "access_token": "x",
            "Password": "x", "internal": "x", "a[b]": "x", "a[c]": "kept",
        ])
        #expect(try mapping.field("d", form) == "a[c]: kept")
        #expect(
            try mapping.field("d", .json(#"{"internal":{"x":1},"a":{"b":2,"c":3},"deep":{"_token":"t","y":null}}"#))
                == "a.c: 3")
    }

    @Test("JSON is told with its paths, and services' questions with their answers")
    func json() throws {
        let mapping = try whole(lead: ["email": from("data.fields[label=Email].value")]) {
            $0.rest = rest("fields.d")
        }.compiled()
        let payload = try Payload.json(
            #"""
            {"data":{"fields":[{"key":"q1","label":"Email","type":"INPUT_EMAIL","value":"a@example.com"},
              {"key":"q2","label":"Team size","type":"N","value":12},
              {"key":"q3","label":"Colours","type":"C","value":["red","blue"]},
              {"name":"size","value":"L","comment":"a gift"}]},
             "tags":["a","b"],"list":[{"x":1},{"x":2}],"one":["single"],"ok":true}
            """#)
        #expect(
            try mapping.field("d", payload) == """
                Team size: 12
                Colours: red, blue
                data.fields[3].name: size
                data.fields[3].value: L
                data.fields[3].comment: a gift
                tags: a, b
                list[0].x: 1
                list[1].x: 2
                one: single
                ok: true
                """)
    }

    @Test("an answer that stands under its type's name is told by its field")
    func typed() throws {
        let mapping = try whole(lead: ["email": from("answers[field.ref=mail].email")]) { $0.rest = rest("fields.d") }
            .compiled()
        let payload = try Payload.json(
            #"""
            {"answers":[{"type":"email","email":"a@example.com","field":{"id":"1","ref":"mail"}},
              {"type":"choice","choice":{"label":"Berlin"},"field":{"id":"2","ref":"city"}},
              {"type":"choices","choices":{"labels":["a","b"]},"field":{"id":"3"}}]}
            """#)
        #expect(try mapping.field("d", payload) == "city: Berlin\n3: a, b")
    }

    @Test("of JSON inside a text, what no rule took is told, and not the text")
    func textInside() throws {
        let mapping = try whole(lead: ["email": from("json(raw).mail")]) {
            $0.rest = rest("fields.d", except: "json(raw).id")
        }
        .compiled()
        #expect(
            try mapping.field("d", .form(["raw": #"{"mail":"a@example.com","city":"Berlin","id":7}"#, "x": "1"]))
                == "city: Berlin\nx: 1")
        #expect(
            try mapping.field("d", .json(#"{"raw":"{\"mail\":\"a\",\"city\":\"Berlin\"}"}"#)) == "city: Berlin")
    }

    @Test("all of the text keeps to the limit: the rule's own, the rest's, or 10,000")
    func limited() throws {
        var definition = simple
        definition.fields[0].rule.maximumLength = placed(20)
        let payload = Payload.form(["message": "Hello", "x": String(repeating: "y", count: 100)])
        #expect(try definition.compiled().field("description", payload) == "Hello\n\nx: yyyyyyyyy…")
        definition.whole.rest = rest("fields.description", max: 12)
        #expect(try definition.compiled().field("description", payload) == "Hello\n\nx: y…")
        let long = Payload.form(["x": String(repeating: "ä", count: 500_000)])
        #expect(try simple.compiled().field("description", long)?.count == 10_000)
    }

    @Test("a label or a depth that would make text out of nothing is bounded")
    func bomb() throws {
        let name = String(repeating: "n", count: 100_000)
        let members = (0..<5_000).map { "\"\($0)\":1" }.joined(separator: ",")
        let payload = try Payload.json("{\"\(name)\":{\(members)}}")
        let clock = ContinuousClock()
        let mapping = try simple.compiled()
        var text: String?
        let time = try clock.measure { text = try mapping.field("description", payload) }
        #expect(text?.count == 10_000)
        #expect(time < .seconds(2))
    }

    @Test("headers, cookies and the query are never told")
    func beside() throws {
        let context = MappingContext(query: FormFields(["q": "1"])) { _ in "secret" }
        let mapping = try whole(lead: ["name": from("header.x-name")]) { $0.rest = rest("fields.d") }.compiled()
        #expect(try mapping.field("d", .form(["a": "1"]), context: context) == "a: 1")
    }

    @Test("a target that is no text is a complaint")
    func complaints() {
        #expect(
            whole { $0.rest = rest("deadline") }.complaints == [
                "what no rule took is text, which deadline does not take; one such as fields.description is expected"
            ])
        #expect(
            whole { $0.rest = rest("description") }.complaints == [
                "'description' is no target; one such as lead.email or fields.title is expected; did you mean 'fields.description'?"
            ])
        let typed = whole(fields: ["b": from("b") { $0.type = placed("integer") }]) { $0.rest = rest("fields.b") }
        #expect(
            typed.complaints == [
                "what no rule took goes behind text, and fields.b has another type; another target is expected"
            ])
        let choosing = whole(
            fields: ["b": from("b") { $0.choices = [.init(from: placed("a"), to: placed(.text("b")))] }]
        ) { $0.rest = rest("fields.b") }
        #expect(
            choosing.complaints == [
                "what no rule took goes behind text, and fields.b has choices; another target is expected"
            ])
        #expect(whole { $0.rest = rest("fields.d", except: "a..b") }.complaints.count == 1)
    }
}
