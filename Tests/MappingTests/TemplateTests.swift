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
            ("Website: {topic}", "Website: sales"), ("{first} {last}", "Ada Lovelace"), ("no path", "no path"),
            ("{{{topic}}}", "{sales}"), ("a } b", "a } b"), ("{\"a}b\"}", "brace"), ("{first}{last}", "AdaLovelace"),
            ("{first} {missing} {last}", "Ada Lovelace"), ("{missing} {last}", "Lovelace"), ("{first} {e}", "Ada"),
            ("Hi {missing}{first}", "Hi Ada"), ("Hi {missing} {last}", "Hi Lovelace"), (" {first} ", "Ada"),
        ])
    func fills(written: String, expected: String) throws {
        #expect(try value(of: template(written), in: TemplateTests.payload) == .text(expected))
    }

    @Test("a template that finds nothing is empty, and the default or the problem comes")
    func findsNothing() throws {
        #expect(try value(of: template("Website: {missing}"), in: TemplateTests.payload) == nil)
        let withDefault = template("Website: {missing}") { $0.defaultValue = placed(.text("Website")) }
        #expect(try value(of: withDefault, in: TemplateTests.payload) == .text("Website"))
        let required = template("{missing} {other}") { $0.required = placed(true) }
        #expect(try form(fields: ["x": required]).compiled().problems(.form([:])) == ["missing: is required"])
    }

    @Test("transforms, choices and types come after the template")
    func typed() throws {
        let rule = template("{first}.{last}@EXAMPLE.com") {
            $0.transforms = [placed("lower")]
            $0.type = placed("email")
        }
        #expect(try value(of: rule, in: TemplateTests.payload) == .text("ada.lovelace@example.com"))
    }
}
