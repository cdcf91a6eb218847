import Bridge
import Mapping
import Testing
import Trying
import Wire

@Suite("Explanations, laid out")
struct ExplanationTextTests {
    @Test("each rule with its line of the file, where its value came from, each step; then what was left over")
    func text() throws {
        let rules = """
            column_id: 1
            lead:
              name: { from: [full_name, name], transform: [trim, upper], max_length: 3 }   # the visitor's
              email: { from: mail, type: email }
              position: { template: "Job #{job}" } # it's
              note: it's # that's all
            fields: { title: { template: "Website: {topic}" }, n: { value: 5 } }
            """
        let form = try form(rules)
        let post = MappingTrial.Post(
            content: Array("name=+Ada&mail=nobody&topic=x%0Ay&Else=%3F".utf8),
            contentType: "application/x-www-form-urlencoded")
        let (payload, context) = try MappingTrial.read(post, for: form, limits: LimitSettings())
        let explanation = try #require(form.definition).explain(payload, context: context)
        let text = ExplanationText(files: ["forms/contact.yaml": Array(rules.utf8)]) { $0 }.text(explanation)
        #expect(
            text == """
                column_id                                                   forms/contact.yaml:1
                  rule       column_id: 1
                  sent       1

                lead.name                                                   forms/contact.yaml:3
                  rule       name: { from: [full_name, name], transform: [trim, upper],
                             max_length: 3 }
                  from       full_name  (nothing)
                             name       " Ada"
                  trim       "Ada"
                  upper      "ADA"
                  max_length "ADA"
                  sent       "ADA"

                lead.email                                                  forms/contact.yaml:4
                  rule       email: { from: mail, type: email }
                  from       mail  "nobody"
                  type       (nothing that fits)
                  WRONG      mail is not an e-mail address; something like name@example.com is
                             expected

                lead.position                                               forms/contact.yaml:5
                  rule       position: { template: "Job #{job}" }
                  from       job  (nothing)
                  template   (nothing that fits)
                  sent       (left out)

                lead.note                                                   forms/contact.yaml:6
                  rule       note: it's
                  from       it's  (nothing)
                  sent       (left out)

                fields.title                                                forms/contact.yaml:7
                  rule       fields: { title: { template: "Website: {topic}" }, n: { value: 5 }
                             }
                  from       topic  "x⏎y"
                  template   "Website: x⏎y"
                  sent       "Website: x⏎y"

                fields.n                                                    forms/contact.yaml:7
                  rule       fields: { title: { template: "Website: {topic}" }, n: { value: 5 }
                             }
                  sent       5

                left over, which no rule took:
                  Else  "?"
                """)
    }
}
