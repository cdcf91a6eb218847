import BoardCRM
import Mapping
import Testing
import Wire

@Suite("overflow: comment")
struct OverflowCommentTests {
    private func title(_ target: String? = nil) -> RuleDefinition {
        from("subject") {
            $0.maximumLength = placed(10)
            $0.overflow = placed("comment")
            $0.overflowTarget = target.map { placed($0) }
        }
    }

    @Test("a text that is too long is cut, and stands in full where the rest goes")
    func toRest() throws {
        let mapping = try whole(fields: ["title": title(), "description": from("message")]) {
            $0.rest = rest("fields.description")
        }.compiled()
        let long = Payload.form(["subject": "A long subject line", "message": "Hello", "x": "1"])
        #expect(try mapping.field("title", long) == "A long su…")
        #expect(try mapping.field("description", long) == "Hello\n\nsubject: A long subject line\nx: 1")
        let short = Payload.form(["subject": "Short", "message": "Hello"])
        #expect(try mapping.field("title", short) == "Short")
        #expect(try mapping.field("description", short) == "Hello")
    }

    @Test("the rule may name the target, which needs no rest")
    func named() throws {
        let mapping = try form(fields: ["title": title("lead.note")]).compiled()
        let deal = try mapping.deal(.form(["subject": "A long subject line"])).deal
        #expect(deal.lead?.attributes[.note] == .text("subject: A long subject line"))
        let text = String(repeating: "word ", count: 5_000)
        let full = try mapping.deal(.form(["subject": text])).deal.lead?.attributes[.note]
        #expect(full != nil)
        if case .text(let note)? = full { #expect(note.count == 10_000) }
    }

    @Test("nowhere to put it is told when the rules are read")
    func complaints() {
        #expect(
            form(fields: ["title": title()]).complaints == [
                "overflow: comment has nowhere to put the whole text; write overflow_to: lead.note, or 'rest' for the form"
            ])
        #expect(
            form(fields: ["title": title("fields.title")]).complaints == [
                "the whole text cannot go to fields.title, which it was too long for; another target is expected"
            ])
        #expect(
            whole(fields: ["title": title()]) { $0.rest = rest("fields.title") }.complaints == [
                "the whole text cannot go to fields.title, which it was too long for; another target is expected"
            ])
        let cut = from("a") {
            $0.maximumLength = placed(1)
            $0.overflowTarget = placed("lead.note")
        }
        #expect(form(fields: ["t": cut]).complaints == ["'overflow_to' is for overflow: comment"])
        let mail = from("a") {
            $0.type = placed("email")
            $0.maximumLength = placed(9)
            $0.overflow = placed("comment")
            $0.overflowTarget = placed("lead.note")
        }
        #expect(
            form(fields: ["t": mail]).complaints == [
                "an address that is cut is another address; 'refuse' is expected"
            ])
    }
}
