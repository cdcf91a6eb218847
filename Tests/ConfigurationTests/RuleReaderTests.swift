import BoardCRM
import Mapping
import Testing

@testable import Configuration

@Suite("Rules are read in all their forms")
struct RuleReaderTests {
    /// The rule in a text, and what was complained of.
    private func read(_ text: String) throws -> (rule: RuleDefinition?, complaints: [String]) {
        let log = ComplaintLog()
        let root = try #require(compose(text).root)
        let rule = RuleReader(log: log).rule(root)
        return (
            rule.unread.isEmpty ? rule : nil,
            log.told.errors.map { "\($0.place.line):\($0.place.column): \($0.message)" }
        )
    }

    private func sources(_ rule: RuleDefinition?) -> [String] {
        switch rule?.source {
        case .paths(let paths)?: paths.map { "path \($0.value)" }
        case .constant(let constant)?: ["constant \(constant.value)"]
        case .template(let template)?: ["template \(template.value)"]
        case .jq(let program)?: ["jq \(program.value)"]
        case nil: []
        }
    }

    @Test(
        "a bare rule is a path, unless it is a plain number or boolean",
        arguments: [
            ("email", "path email"), ("a.b[0].c", "path a.b[0].c"), ("\"First Name\"", "path First Name"),
            ("answers[field.ref=email].email", "path answers[field.ref=email].email"), ("'1287'", "path 1287"),
            ("\"true\"", "path true"), ("NO", "path NO"), ("yes", "path yes"), ("0777", "path 0777"),
            ("1_000", "path 1_000"),
            ("1287", "constant integer(1287)"), ("-5", "constant integer(-5)"), ("true", "constant boolean(true)"),
            ("false", "constant boolean(false)"), ("+5", "path +5"), ("0x10", "path 0x10"),
        ])
    func bare(text: String, source: String) throws {
        let (rule, complaints) = try read(text)
        #expect(complaints == [])
        #expect(sources(rule) == [source])
    }

    @Test("a number keeps its text")
    func numbers() throws {
        guard case .constant(let constant)? = try read("1.50").rule?.source, case .number(let number) = constant.value
        else {
            Issue.record("no number")
            return
        }
        #expect(number.text == "1.50")
    }

    @Test(
        "a mapping has one source",
        arguments: [
            ("{ from: email }", ["path email"]), ("{ from: [full_name, name] }", ["path full_name", "path name"]),
            ("{ value: website }", ["constant text(\"website\")"]), ("{ value: 5 }", ["constant integer(5)"]),
            ("{ value: \"5\" }", ["constant text(\"5\")"]), ("{ value: NO }", ["constant text(\"NO\")"]),
            ("{ value: true }", ["constant boolean(true)"]), ("{ value: 'true' }", ["constant text(\"true\")"]),
            ("{ template: \"Website: {topic}\" }", ["template Website: {topic}"]), ("{ from: 1 }", ["path 1"]),
        ])
    func mapped(text: String, expected: [String]) throws {
        let (rule, complaints) = try read(text)
        #expect(complaints == [])
        #expect(sources(rule) == expected)
    }

    @Test("every part comes with its place")
    func parts() throws {
        let text = """
            from: topic
            type: id
            required: true
            default: 1287
            transform: [trim, lower]
            choices: { sales: 1287, jobs: 1290, 1: "one", true: false }
            max_length: 200
            overflow: refuse
            region: NO
            zone: Europe/Berlin
            """
        let (read, complaints) = try read(text)
        #expect(complaints == [])
        let rule = try #require(read)
        #expect(rule.type?.value == "id")
        #expect(rule.type?.place == Place(file: "f.yaml", line: 2, column: 7))
        #expect(rule.required?.value == true)
        #expect(rule.defaultValue?.value == .integer(1287))
        #expect(rule.transforms.map(\.value) == ["trim", "lower"])
        #expect(rule.transforms.last?.place == Place(file: "f.yaml", line: 5, column: 19))
        #expect(rule.choices.map(\.from.value) == ["sales", "jobs", "1", "true"])
        #expect(rule.choices.map(\.to.value) == [.integer(1287), .integer(1290), .text("one"), .boolean(false)])
        #expect(rule.maximumLength?.value == 200)
        #expect(rule.overflow?.value == "refuse")
        // Norway is a country, and not a boolean.
        #expect(rule.region?.value == "NO")
        #expect(rule.zone?.value == "Europe/Berlin")
        #expect(rule.place == Place(file: "f.yaml", line: 1, column: 1))
    }

    @Test("one transform needs no list")
    func oneTransform() throws {
        #expect(try read("{ from: a, transform: trim }").rule?.transforms.map(\.value) == ["trim"])
    }

    @Test("a transform is a name, a call as text, or its name with its arguments: one, a list, or by their names")
    func transforms() throws {
        let (rule, complaints) = try read(
            """
            from: a
            transform: [trim, "slice(0, 10)", { split: "/" }, { slice: [0, -1] }, { replace: { from: a, to: "" } }, { upper: }]
            """)
        #expect(complaints == [])
        let calls = try #require(rule?.transforms).map { transform in
            switch transform.value {
            case .text(let text): text
            case .call(let name, let arguments):
                name.value + arguments.map { " \($0.label.map { "\($0.value)=" } ?? "")'\($0.value.value)'" }.joined()
            }
        }
        #expect(calls == ["trim", "slice(0, 10)", "split '/'", "slice '0' '-1'", "replace from='a' to=''", "upper"])
        #expect(rule?.transforms.last?.place == Place(file: "f.yaml", line: 2, column: 105))
    }

    @Test("formats may be one or several, and the other keys of types come with their places")
    func typeKeys() throws {
        let (rule, complaints) = try read(
            "{ from: a, format: [DD.MM.YYYY, D/M/YY], from_zone: UTC, decimal: comma, separator: '; ' }")
        #expect(complaints == [])
        #expect(rule?.formats.map(\.value) == ["DD.MM.YYYY", "D/M/YY"])
        #expect(rule?.fromZone?.value == "UTC")
        #expect(rule?.decimal?.value == "comma")
        #expect(rule?.separator?.value == "; ")
        #expect(try self.read("{ from: a, format: DD.MM.YYYY }").rule?.formats.map(\.value) == ["DD.MM.YYYY"])
    }

    @Test(
        "what is no rule is told, all of it",
        arguments: [
            ("''", ["1:1: expected a path, a number, true, false or a rule, found an empty text"]),
            (
                "[a, b]",
                ["1:1: expected a rule, found a list; write { from: [a, b] } for the first path that is not empty"]
            ),
            ("{ required: true }", ["1:1: a rule needs one of from, value, template and jq"]),
            ("{ from: a, value: b }", ["1:12: a rule has one source, and 'from' stands beside 'value'"]),
            ("{ template: a, from: b }", ["1:16: a rule has one source, and 'template' stands beside 'from'"]),
            ("{ jq: .email, from: email }", ["1:15: a rule has one source, and 'jq' stands beside 'from'"]),
            ("{ from: [] }", ["1:9: expected a path, found an empty list"]),
            ("{ from: [a, [b]] }", ["1:13: expected a path, found a list"]),
            ("{ from: a, required: yes }", ["1:22: expected true or false, found 'yes'; write true"]),
            ("{ from: a, max_length: 0 }", ["1:24: expected a whole number from 1 to 1000000, found '0'"]),
            ("{ from: a, transform: [] }", ["1:23: expected a transform such as trim, found an empty list"]),
            ("{ from: a, transform: [[trim]] }", ["1:24: expected a transform such as trim, found a list in a list"]),
            (
                "{ from: a, transform: { trim: , slice: 1 } }",
                [
                    "1:23: expected one transform with its arguments, such as { slice: [0, 10] }, found several in one mapping; several stand in a list, [ ]"
                ]
            ),
            ("{ from: a, transform: { slice: [[1]] } }", ["1:33: expected a text or a number, found a list"]),
            ("{ from: a, separator: '' }", ["1:23: expected what stands between a list's texts, found an empty text"]),
            (
                "{ from: a, choices: [b] }",
                ["1:21: expected a mapping from what comes to what is sent, such as { b: b }, found a list"]
            ),
            (
                "{ from: a, choices: {} }",
                ["1:21: expected a mapping from what comes to what is sent, found an empty mapping"]
            ),
            ("{ from: a, choices: { b: [c] } }", ["1:26: expected a text, a number, true or false, found a list"]),
            ("{ from: a, default: }", ["1:21: expected a text, a number, true or false, found nothing"]),
            (
                "{ form: a, typ: text }",
                [
                    "1:3: unknown key 'form'; did you mean 'from'?",
                    "1:12: unknown key 'typ'; did you mean 'type'?",
                ]
            ),
        ])
    func wrong(text: String, expected: [String]) throws {
        let (rule, complaints) = try read(text)
        #expect(rule == nil)
        #expect(complaints == expected)
    }
}
