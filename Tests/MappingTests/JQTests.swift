import BoardCRM
import Foundation
import Mapping
import TestKit
import Testing
import Wire

func jq(_ text: String, edit: (inout RuleDefinition) -> Void = { _ in }) -> RuleDefinition {
    var rule = RuleDefinition(.jq(placed(text)), at: placed(0).place)
    edit(&rule)
    return rule
}

@Suite("jq", .serialized)
struct JQTests {
    static let payload =
        #"{"items":[{"n":2,"p":1.5},{"n":1,"p":10}],"name":"Ada","tags":["a",null,"b"],"none":null,"on":true,"o":{"a":{}}}"#

    @Test(
        "a result is a value, several are joined, and null or no result is nothing",
        arguments: [
            (".name", "Ada"), ("[.items[] | .n * .p] | add", "13"), (".on", "true"), (".tags", "a, b"),
            (".tags[]", "a, b"),
            (".items[].n", "2, 1"), (".items | map(.n) | join(\"/\")", "2/1"), ("[[.name]]", "Ada"), (".none", nil),
            ("empty", nil),
            ("\"\"", nil), (".none // \"x\"", "x"), (".name | test(\"^a\"; \"i\")", "true"), ("[]", nil),
            ("1e3", "1000"),
        ])
    func results(program: String, expected: String?) throws {
        #expect(try value(of: jq(program), in: .json(Self.payload)) == expected.map { .text($0) })
    }

    @Test("a form is an object of its fields, those that repeat are lists")
    func ofForm() throws {
        let form = Payload.form(["a": "1", "b[]": "x", "a": "2", "c d": "\"\\"])
        #expect(try value(of: jq("tojson"), in: form) == .text(#"{"a":["1","2"],"b[]":"x","c d":"\"\\"}"#))
        #expect(try value(of: jq(".a | map(tonumber) | add") { $0.type = placed("integer") }, in: form) == .integer(3))
    }

    @Test("types, transforms, choices, defaults and limits come after it")
    func after() throws {
        let rule = jq(".name") {
            $0.transforms = [placed("upper")]
            $0.maximumLength = placed(2)
        }
        #expect(try value(of: rule, in: .json(Self.payload)) == .text("A…"))
        #expect(try value(of: jq(".x") { $0.defaultValue = placed(.text("d")) }, in: .json(Self.payload)) == .text("d"))
        let needed = try form(fields: ["x": jq(".x") { $0.required = placed(true) }]).compiled()
        #expect(needed.problems(try .json(Self.payload)) == ["fields.x: is required"])
    }

    @Test(
        "an object, and a list of more than single values, are refused", arguments: [".o", ".items", "[.tags, .name]"])
    func groups(program: String) throws {
        let mapping = try form(fields: ["x": jq(program)]).compiled()
        #expect(
            mapping.problems(try .json(Self.payload)) == [
                "fields.x: its jq made an object or a list of more than single values; one value is expected"
            ])
    }

    @Test(
        "an error is told without a word of what came",
        arguments: [
            (".name.x", "its jq failed on this submission: Cannot index string with string \"…\""),
            (".name + 1", "its jq failed on this submission: string (…) and number (…) cannot be added"),
            (".name | tonumber", "its jq failed on this submission"),
            ("error(.name)", "its jq failed on this submission"),
            ("error", "its jq failed on this submission"), ("halt", "its jq failed on this submission: halt"),
            (".items[\"a\"]", "its jq failed on this submission: Cannot index array with string \"…\""),
        ])
    func failures(program: String, message: String) throws {
        let mapping = try form(fields: ["x": jq(program)]).compiled()
        let problems = try #require(try Self.problems(mapping, Self.payload))
        #expect(problems.map(\.message) == [message])
        #expect(problems.map(\.isOurs) == [false])
    }

    @Test(
        "what would never end, or take all memory, is stopped, told as ours, and the next submission is mapped",
        arguments: [
            ("def f: f; f", ["it took longer than 50 ms"]),
            ("def f: 1 + f; f", ["it took longer than 50 ms", "128 MiB"]),
            ("last(range(1e12))", ["it took longer than 50 ms"]),
            ("[range(1e9)]", ["it took longer than 50 ms", "128 MiB"]),
            ("\"x\" * 1e9", ["it took longer than 50 ms", "128 MiB"]), ("range(1e6)", ["1,000 results"]),
            ("[range(400000) | tostring] | join(\"\")", ["1 MiB", "50 ms"]), (".tags[1e9] = 1", ["128 MiB", "50 ms"]),
            ("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" | test(\"^(a+)+$\")", ["50 ms"]),
            ("until(false; .)", ["50 ms"]), ("repeat(1) | empty", ["50 ms"]),
        ])
    func stopped(program: String, messages: [String]) throws {
        let mapping = try form(fields: ["x": jq("if .name == \"Ada\" then \(program) else .name end")]).compiled()
        for _ in 0..<2 {
            let problems = try #require(try Self.problems(mapping, Self.payload))
            let message = try #require(problems.first?.message)
            // Under a sanitizer memory has no limit of ours, and its own ends the program.
            let known = Sanitizer.isOn ? messages + ["jq itself failed"] : messages
            #expect(known.contains { message.contains($0) }, "\(message)")
            #expect(problems.map(\.isOurs) == [true])
            #expect(try mapping.deal(.json(#"{"name":"Bo"}"#)).deal.fields.entries.map(\.value) == [.text("Bo")])
        }
    }

    @Test(
        "it sees no environment, reads no file, and waits for no input",
        arguments: [
            ("env | length", "0"), ("$ENV | length", "0"), ("$ENV.PATH // \"none\"", "none"),
            ("[.[] | debug] | length", "6"),
            ("(.name | stderr)", "Ada"), ("input_filename // \"none\"", "none"), ("[inputs] | length", "0"),
            ("input", nil),
        ])
    func closed(program: String, expected: String?) throws {
        let mapping = try form(fields: ["x": jq(program)]).compiled()
        switch mapping.map(try .json(Self.payload)) {
        case .mapped(let deal):
            #expect(deal.deal.fields.entries.map(\.value) == [expected].compactMap(\.self).map { .text($0) })
        case .problems(let problems): #expect(expected == nil, "\(problems)")
        }
    }

    @Test(
        "a program that is none is told with its line",
        arguments: [
            (".a |", "jq does not compile: syntax error, unexpected end of the program"),
            (".a\n| foo(1)", "jq does not compile: foo/1 is not defined (in line 2 of it)"),
            ("$x", "jq does not compile: $x is not defined"), ("", "jq does not compile: it is empty"),
            ("import \"/etc/passwd\" as $p; $p", "jq does not compile: module not found: /etc/passwd"),
            ("include \"a\"; .", "jq does not compile: module not found: a"),
        ])
    func wrong(program: String, complaint: String) {
        #expect(form(fields: ["x": jq(program)]).complaints == [complaint])
    }

    @Test("a hundred rules with one text are one program, and compile as quickly as one")
    func shared() throws {
        let rules = (0..<100).map { MappingDefinition.Member(placed("x\($0)"), jq(".name | ascii_downcase")) }
        let clock = ContinuousClock()
        let time = clock.measure {
            let definition = MappingDefinition(at: placed(0).place, columnID: constant(.integer(1)), fields: rules)
            #expect(FormMapping.compile(definition).complaints.isEmpty)
        }
        #expect(time < .seconds(1))
    }

    @Test("threads run it at one time, stopped ones among them")
    func threads() async throws {
        let mapping = try form(fields: ["x": jq("if . == 7 then last(range(1e12)) else . * 2 end")]).compiled()
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    for round in 0..<20 {
                        let number = round == 10 ? 7 : task * 100 + round + 8
                        guard let payload = try? Payload.json("\(number)") else { continue }
                        switch mapping.map(payload) {
                        case .mapped(let deal):
                            #expect(deal.deal.fields.entries.map(\.value) == [.text("\(number * 2)")])
                        case .problems(let problems): #expect(number == 7, "\(problems)")
                        }
                    }
                }
            }
        }
    }

    private static func problems(_ mapping: FormMapping, _ payload: String) throws -> [Problem]? {
        guard case .problems(let problems) = mapping.map(try .json(payload)) else { return nil }
        return problems
    }
}
