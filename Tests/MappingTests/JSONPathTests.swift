import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Paths into JSON")
struct JSONPathTests {
    static let payload = #"""
        {"email":"ada@example.com","First Name":"Ada","3.3":"three","escaped":"a\n\u00e9","n":25.50,"yes":true,
         "nothing":null,"empty":[],"one":[{"deep":["x"]}],"tags":["a",null,"","b",7],"groups":[{"a":1},{"a":2}],
         "answers":[{"type":"text","text":"Hello","field":{"ref":"greeting"}},
                    {"type":"email","email":"b@example.com","field":{"ref":"mail"}},
                    {"type":"number","number":4,"field":{"ref":7}}],
         "data":{"fields":[{"label":"E-mail (work)","value":"c@example.com"},{"label":"Name","value":["Bo"]}]},
         "raw":"{\"q4\":\"inside\",\"q3\":{\"first\":\"Cy\"},\"deeper\":\"[\\\"way in\\\"]\"}","broken":"{","php":{"0":"zero"}}
        """#

    @Test(
        "a path leads to a value",
        arguments: [
            ("email", "ada@example.com"), ("\"First Name\"", "Ada"), ("First Name", "Ada"), ("\"3.3\"", "three"),
            ("escaped", "a\n\u{E9}"), ("n", "25.50"), ("yes", "true"), ("tags[0]", "a"), ("tags[-1]", "7"),
            ("tags", "a, b, 7"), ("tags[]", "a, b, 7"), ("one.deep", "x"), ("one[0].deep[0]", "x"),
            ("one[-1].deep", "x"),
            ("email[0]", "ada@example.com"), ("email[-1]", "ada@example.com"),
            ("answers[field.ref=greeting].text", "Hello"), ("answers[type=email].email", "b@example.com"),
            ("answers[field.ref=7].number", "4"), ("answers[ field.ref = mail ].email", "b@example.com"),
            ("data.fields[label=\"E-mail (work)\"].value", "c@example.com"), ("data.fields[label=Name].value", "Bo"),
            ("data[fields][1][value]", "Bo"), ("json(raw).q4", "inside"), ("json(raw).q3.first", "Cy"),
            ("json(json(raw).deeper)", "way in"), ("json(json(raw).deeper)[0]", "way in"), ("php[0]", "zero"),
            ("groups[a=2].a", "2"),
        ])
    func leads(path: String, expected: String) throws {
        #expect(try value(of: from(path), in: .json(JSONPathTests.payload)) == .text(expected))
    }

    @Test(
        "a path that leads nowhere leaves its target out",
        arguments: [
            "missing", "nothing", "empty", "email.x", "tags[9]", "tags[-9]", "answers[type=url].url", "answers.text",
            "nothing[0]", "answers[type.x=email].email", "json(missing).q", "json(nothing).q", "json(raw).zz",
            "email[1]",
        ])
    func nowhere(path: String) throws {
        #expect(try value(of: from(path), in: .json(JSONPathTests.payload)) == nil)
    }

    @Test(
        "an object is no value, and text that is not JSON is told",
        arguments: [
            ("data", "data: is a group of values; one value is expected"),
            ("groups", "groups: is a group of values; one value is expected"),
            ("json(raw).q3", "json(raw).q3: is a group of values; one value is expected"),
            ("json(broken).x", "json(broken).x: is not JSON; JSON text is expected"),
            ("json(data).x", "json(data).x: is a group of values; one value is expected"),
        ])
    func problems(path: String, problem: String) throws {
        let mapping = try form(fields: ["x": from(path)]).compiled()
        #expect(mapping.problems(try .json(JSONPathTests.payload)) == [problem])
    }

    @Test("a list at the top is one too")
    func topList() throws {
        let payload = try Payload.json(#"[{"id":1},{"id":2}]"#)
        #expect(try value(of: from("[1].id"), in: payload) == .text("2"))
        #expect(try value(of: from("[id=2].id"), in: payload) == .text("2"))
        #expect(try value(of: from("id"), in: .json(#"[{"id":1}]"#)) == .text("1"))
    }

    @Test("JSON in a form's field is read, and each value in a list of one")
    func inForm() throws {
        let payload = Payload.form(["data.json": #"{"name":["Ada"],"email":["ada@example.com"]}"#])
        let mapping = try form(lead: ["name": from("json(data.json).name"), "email": from("json(data.json).email")])
            .compiled()
        let lead = try #require(try mapping.deal(payload).deal.lead)
        #expect(lead.attributes[.name] == .text("Ada"))
        #expect(lead.attributes[.email] == .text("ada@example.com"))
    }
}
