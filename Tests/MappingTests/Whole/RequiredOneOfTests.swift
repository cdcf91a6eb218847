import BoardCRM
import Mapping
import Testing
import Wire

@Suite("required_one_of")
struct RequiredOneOfTests {
    private func contact(_ groups: Placed<[Placed<String>]>...) -> MappingDefinition {
        whole(lead: ["email": from("mail") { $0.type = placed("email") }, "phone": from("tel"), "name": from("name")]) {
            $0.requiredOneOf = groups
        }
    }

    @Test("one of them is enough, and without any the first one's field is told, with the others")
    func oneIsEnough() throws {
        let mapping = try contact(oneOf("lead.email", "lead.phone")).compiled()
        #expect(mapping.problems(.form(["mail": "a@example.com"])) == [])
        #expect(mapping.problems(.form(["tel": "1"])) == [])
        #expect(mapping.problems(.form(["name": "Ada"])) == ["mail: or tel is required"])
        #expect(mapping.problems(.form(["mail": " ", "tel": ""])) == ["mail: or tel is required"])
    }

    @Test("one that came and is wrong is told as that alone")
    func wrong() throws {
        let mapping = try contact(oneOf("lead.email", "lead.phone")).compiled()
        let problems = mapping.problems(.form(["mail": "nonsense"]))
        #expect(problems.count == 1 && problems[0].hasPrefix("mail: is not an e-mail address"))
    }

    @Test("several groups are several demands")
    func groups() throws {
        let mapping = try contact(oneOf("lead.email", "lead.phone"), oneOf("lead.name", "lead.phone")).compiled()
        #expect(mapping.problems(.form([:])) == ["mail: or tel is required", "name: or tel is required"])
        #expect(mapping.problems(.form(["tel": "1"])) == [])
    }

    @Test("a group that cannot fail, or not be met, is a complaint")
    func complaints() {
        #expect(
            contact(oneOf("lead.email")).complaints == [
                "'required_one_of' has at least two targets; for one write required: true in its rule"
            ])
        #expect(
            contact(oneOf("lead.email", "lead.skype")).complaints == [
                "no rule sets lead.skype, so it can never be there"
            ])
        #expect(
            contact(oneOf("lead.email", "lead.emial")).complaints == [
                "'lead.emial' is no target; one such as lead.email or fields.title is expected; did you mean 'lead.email'?"
            ])
        #expect(contact(oneOf("lead.email", "lead.email")).complaints == ["lead.email stands here twice"])
        #expect(
            contact(oneOf("column_id", "lead.email")).complaints == [
                "column_id is always there, so 'required_one_of' has no use"
            ])
        var definition = contact(oneOf("lead.email", "lead.phone"))
        definition.lead[1].rule.defaultValue = placed(.text("none"))
        #expect(definition.complaints == ["lead.phone is always there, so 'required_one_of' has no use"])
        definition.lead[1].rule.defaultValue = nil
        definition.lead[1].rule.type = placed("fone")
        #expect(definition.complaints.count == 1, "a rule that is broken is told as that, and not as missing")
    }
}
