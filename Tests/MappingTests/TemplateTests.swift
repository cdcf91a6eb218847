import BoardCRM
import Mapping
import Testing
import Wire

@Suite("Templates")
struct TemplateTests {
    static let payload = Payload.form(["topic": "sales", "first": "Ada", "last": "Lovelace", "a}b": "brace", "e": " "])

    @Test(
        "paths in braces are filled in",
        arguments: [
            ("Website: {topic}", "Website: sales"), ("{first} {last}", "Ada Lovelace"),
            ("{{{topic}}}", "{sales}"), ("a } {first}", "a } Ada"), ("{\"a}b\"}", "brace"),
            ("{first}{last}", "AdaLovelace"),
            ("{first} {missing} {last}", "Ada Lovelace"), ("{missing} {last}", "Lovelace"), ("{first} {e}", "Ada"),
            ("Hi {missing}{first}", "Hi Ada"), ("Hi {missing} {last}", "Hi Lovelace"), (" {first} ", "Ada"),
        ])
    func fills(written: String, expected: String) throws {
        #expect(try value(of: template(written), in: TemplateTests.payload) == .text(expected))
    }

    @Test("a template without a path is sent as it stands, and warned of", arguments: ["no path", "a } b", "{{x}}"])
    func noPath(written: String) throws {
        let compilation = FormMapping.compile(form(fields: ["x": template(written)]))
        #expect(compilation.complaints.map(\.severity) == [.warning])
        guard case .mapped(let deal)? = compilation.mapping?.map(TemplateTests.payload) else {
            Issue.record("not mapped")
            return
        }
        #expect(deal.deal.fields.entries.map(\.value) == [.text(written == "{{x}}" ? "{x}" : written)])
    }

    @Test("a template that finds nothing is empty, and the default or the problem comes")
    func findsNothing() throws {
        #expect(try value(of: template("Website: {missing}"), in: TemplateTests.payload) == nil)
        let withDefault = template("Website: {missing}") { $0.defaultValue = placed(.text("Website")) }
        #expect(try value(of: withDefault, in: TemplateTests.payload) == .text("Website"))
        let required = template("{missing} {other}") { $0.required = placed(true) }
        #expect(try form(fields: ["x": required]).compiled().problems(.form([:])) == ["missing: is required, or other"])
    }

    @Test("transforms, choices and types come after the template")
    func typed() throws {
        let rule = template("{first}.{last}@EXAMPLE.com") {
            $0.transforms = [placed("lower")]
            $0.type = placed("email")
        }
        #expect(try value(of: rule, in: TemplateTests.payload) == .text("ada.lovelace@example.com"))
    }

    @Test(
        "of the separators beside a missing value one is left, or none at an end",
        arguments: [
            ("{a} {x} {b}", "A B"), ("{x} {b}", "B"), ("{a} {x}", "A"), ("{a}, {b}", "A, B"), ("{a}, {x}", "A"),
            ("{x}, {b}", "B"),
            ("{a} - {x}", "A"), ("{a} - {x} - {b}", "A - B"), ("{a}/{x}/{b}", "A/B"), ("{a}: {x}", "A"),
            ("{x}: {b}", "B"),
            ("{a}, {x} {b}", "A, B"), ("{a} {x}, {b}", "A, B"), ("{x}, {a} {b}", "A B"), ("{a} – {x} | {b}", "A – B"),
            ("{a}\n{x}\n{b}", "A\nB"), ("{a}\n\n{x}\n{b}", "A\n\nB"), ("{a} {x}\n{b}", "A\nB"), ("{a}{x}{b}", "AB"),
            ("{a},{x},{b}", "A,B"), ("{a}, {x}, {x}, {b}", "A, B"), ("{x}{x}{b}", "B"), ("{a} & {x}", "A"),
        ])
    func separators(written: String, expected: String) throws {
        #expect(try value(of: template(written), in: .form(["a": "A", "b": "B"])) == .text(expected))
    }

    @Test(
        "marks and brackets go with the value that they are for",
        arguments: [
            ("{a} ({b})", "A (B)"), ("{a} ({x})", "A"), ("({x}) {b}", "B"), ("{a} ({x}, {b})", "A (B)"),
            ("{a} ({b}, {x})", "A (B)"),
            ("{a} ({x}, {x})", "A"), ("{a} [{x}] ({b})", "A (B)"), ("{a} <{x}>", "A"), ("{a} <{b}>", "A <B>"),
            ("{a} \"{x}\"", "A"),
            ("\"{a}\" {b}", "\"A\" B"), ("#{x} {b}", "B"), ("#{a} {b}", "#A B"), ("{a}, #{x}", "A"), ("{a} {x}%", "A"),
            ("{a}% {x}", "A%"), ("{a} €{x}", "A"), ("{a} «{x}»", "A"), ("{a} ({x} ({b}))", "A ((B))"),
            ("{{{a}}} {{{x}}}", "{A}"),
            ("{a} ({x}", "A"), ("{a} (see {b})", "A (see B)"), ("{a} (see {x})", "A"),
        ])
    func marks(written: String, expected: String) throws {
        #expect(try value(of: template(written), in: .form(["a": "A", "b": "B"])) == .text(expected))
    }

    @Test(
        "a label goes with its values, and other words stay",
        arguments: [
            ("Topic: {a}, Budget: {x}", "Topic: A"), ("Topic: {x}, Budget: {b}", "Budget: B"),
            ("Topic: {x} {b}", "Topic: B"),
            ("Topic: {a}\nBudget: {x}\nPage: {b}", "Topic: A\nPage: B"),
            ("Hello,\nBudget: {x}\nPage: {b}", "Hello,\nPage: B"),
            ("Hello.\nBudget: {x}\nPage: {b}", "Hello.\nPage: B"), ("Tel:{x} Fax:{b}", "Fax:B"),
            ("{a} wants: {x}", "A"),
            ("Hi {x} {b}", "Hi B"), ("Hi {a} {x}!", "Hi A!"), ("{a} from {x}", "A from"),
            ("{a} {x} from Berlin", "A from Berlin"),
            ("{x}, from {b}", "from B"), ("Order no. {a}, {x}.", "Order no. A."), ("E-Mail: {x}; Fax: {b}", "Fax: B"),
        ])
    func words(written: String, expected: String) throws {
        #expect(try value(of: template(written), in: .form(["a": "A", "b": "B"])) == .text(expected))
    }

    @Test(
        "a value is changed and a missing one stood for",
        arguments: [
            ("{a|upper}", " ADA "), ("{ a | trim | upper }", "ADA"), ("{x|default(\"-\")}", "-"),
            ("{a|default(\"-\")}", " ada "),
            ("{a|trim|slice(0, 2)|replace('a|d', x)}", "ad"), ("{a|replace(ad, '|')|trim|default(\"x\")}", "|a"),
            ("{a|trim}, {x|upper|default(\"no \\\"} | name\")}", "ada, no \"} | name"), ("{\"p|q\"}", "pipe"),
        ])
    func changed(written: String, expected: String) throws {
        #expect(try value(of: template(written), in: .form(["a": " ada ", "p|q": "pipe"])) == .text(expected))
    }

    @Test("a value that stands for a missing one is none that came: it makes no template by itself")
    func fallbackAlone() throws {
        #expect(try value(of: template("{x|default(\"-\")}/{y|default(\"-\")}"), in: .form([:])) == .text("-/-"))
    }

    @Test(
        "what is wrong behind a path is told with its place",
        arguments: [
            ("{a|uper}", "unknown transform 'uper'; did you mean 'upper'? (at character 4)"),
            ("{a|}", "a transform such as trim is expected, found the end (at character 4)"),
            (
                "{a|slice(x)|default(\"-\")}",
                "'from' of 'slice' is 'x'; a whole number to 1000000 is expected (at character 10)"
            ),
            ("{a|default}", "default(\"…\") is expected, with a text in it (at character 4)"),
            ("{a|default(x)}", "default(\"…\") is expected, with a text in it (at character 4)"),
            ("{|upper}", "a name is expected here (at character 2)"),
        ])
    func wrong(written: String, complaint: String) {
        #expect(form(fields: ["x": template(written)]).complaints == ["template '\(written)': \(complaint)"])
    }
}
