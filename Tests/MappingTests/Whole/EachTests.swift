import BoardCRM
import Mapping
import Testing
import Wire

@Suite("each")
struct EachTests {
    private let people = whole(
        lead: [
            "name": from("name") { $0.required = placed(true) }, "email": from("email") { $0.type = placed("email") },
            "organization": from("root.company"),
        ]
    ) { $0.each = placed("data.people") }

    @Test("each element is a submission; paths start at it, and root. at the whole")
    func elements() throws {
        let payload = try Payload.json(
            #"{"name":"none","company":"Example","data":{"people":[{"name":"Ada"},{"name":"Grace","email":"g@example.com"}]}}"#
        )
        #expect(
            try people.compiled().leads(payload) == [
                "name=Ada organization=Example", "name=Grace email=g@example.com organization=Example",
            ])
    }

    @Test("one that does not fit has its place in its field's name; what is root's keeps its own")
    func problems() throws {
        var definition = people
        definition.lead[2].rule.required = placed(true)
        let payload = try Payload.json(#"{"data":{"people":[{"name":"Ada"},null,{"email":"nonsense"}]}}"#)
        #expect(
            try definition.compiled().leads(payload) == [
                "company: is required",
                "data.people[1].name: is required; data.people[1].email: is not an e-mail address; something like name@example.com is expected; company: is required",
            ])
    }

    @Test("a form's people[0][name] and people[1][name] are two, in the order in which they begin")
    func forms() throws {
        let definition = whole(lead: [
            "name": from("name"), "organization": from("root.company"), "note": from("at.city"),
        ]) {
            $0.each = placed("people")
        }
        let payload = Payload.form([
            "company": "Example", "people[7][name]": "Ada", "people[2].name": "Grace", "people[7][at][city]": "Berlin",
            "people[x][name]": "x", "people[1]": "y", "peoples[1][name]": "z",
        ])
        #expect(
            try definition.compiled().leads(payload) == [
                "name=Ada organization=Example note=Berlin", "name=Grace organization=Example",
            ])
    }

    @Test("a list inside a text, a list that is the whole payload, a single object, single values")
    func elsewhere() throws {
        func leads(_ each: String, _ name: String, _ payload: Payload) throws -> [String] {
            try whole(lead: ["name": from(name)]) { $0.each = placed(each) }.compiled().leads(payload)
        }
        #expect(try leads("json(raw).p", "n", .form(["raw": #"{"p":[{"n":"A"},{"n":"B"}]}"#])) == ["name=A", "name=B"])
        #expect(try leads("[]", "n", .json(#"[{"n":"A"},{"n":"B"}]"#)) == ["name=A", "name=B"])
        #expect(try leads("p", "n", .json(#"{"p":{"n":"A"}}"#)) == ["name=A"])
        #expect(try leads("p", "value", .json(#"{"p":["A \" B","C"]}"#)) == ["name=A \" B", "name=C"])
    }

    @Test("an empty list is none; no list, and more than a hundred, are problems")
    func limits() throws {
        let mapping = try people.compiled()
        func outcome(_ json: String) throws -> String {
            switch mapping.parts(of: try .json(json)) {
            case .parts(let parts): "\(parts.count)"
            case .none: "none"
            case .problem(let problem): "\(problem.field) \(problem.message)"
            }
        }
        #expect(try outcome(#"{"data":{"people":[]}}"#) == "none")
        #expect(try outcome(#"{"data":{"people":[null]}}"#) == "none")
        #expect(try outcome(#"{"data":{"people":null}}"#) == "data.people is required")
        #expect(try outcome("{}") == "data.people is required")
        func list(_ count: Int) -> String {
            #"{"data":{"people":["# + Array(repeating: "{}", count: count).joined(separator: ",") + "]}}"
        }
        #expect(try outcome(list(100)) == "100")
        #expect(try outcome(list(101)) == "data.people has 101 elements; at most 100 are expected")
        guard case .problem = mapping.parts(of: .form(["data": "x"])) else { return #expect(Bool(false)) }
    }

    @Test("without each a payload is one part, and root. is where it starts anyway")
    func one() throws {
        let mapping = try MappingTests.form(lead: ["name": from("root.name")]).compiled()
        #expect(try mapping.leads(.form(["name": "Ada"])) == ["name=Ada"])
        #expect(!mapping.hasEach)
    }

    @Test("the rest of an element goes with it, the rest of the whole with each, another's with none")
    func rests() throws {
        let mapping = try whole(lead: ["name": from("name"), "organization": from("root.company")]) {
            $0.each = placed("people")
            $0.rest = rest("lead.note")
        }.compiled()
        let json = try Payload.json(
            #"{"company":"Example","people":[{"name":"Ada","age":36},{"name":"Grace"}],"city":"Berlin"}"#)
        #expect(
            try mapping.leads(json) == [
                "name=Ada organization=Example note=age: 36\ncity: Berlin",
                "name=Grace organization=Example note=city: Berlin",
            ])
        let form = Payload.form([
            "people[0][name]": "Ada", "people[0][age]": "36", "people[1][name]": "Grace", "x": "1",
        ])
        #expect(try mapping.leads(form) == ["name=Ada note=age: 36\nx: 1", "name=Grace note=x: 1"])
    }

    @Test("a path that leads beside the payload is no list")
    func complaints() {
        for path in ["query.a", "meta.ip", "header.x", "root.a", "json(query.a).b"] {
            #expect(
                whole { $0.each = placed(path) }.complaints == [
                    "'each' is a list in what was posted, such as answers.people"
                ])
        }
        #expect(whole { $0.each = placed("a..b") }.complaints.count == 1)
    }
}
