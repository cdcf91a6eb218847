import Outbox
import TestKit
import Testing
import Wire

@Suite("A post that the form's rules do not fit")
struct InvalidTests {
    @Test("is refused with 422, each field by the form's own name, and is not kept")
    func refused() async throws {
        try await serving { site async throws in
            let answer = try await site.post("contact", "email=nope&budget=lots&name=%20")
            #expect(answer.status == 422)
            #expect(answer.field("content-type") == "application/problem+json")
            let json = try answer.json
            #expect(json["title"]?.string == "Unprocessable Content")
            #expect(json["status"]?.int64 == 422)
            #expect(
                try answer.errors == [
                    "name: is required",
                    "email: is not an e-mail address; something like name@example.com is expected",
                    "budget: is not a whole number; something like 25 is expected",
                ])
            #expect(!answer.text.contains("nope") && !answer.text.contains("lots"))
            #expect(try await site.submissions().isEmpty)
            #expect(site.wakeUps.all.isEmpty)
        }
    }

    @Test("is kept as unmapped where the sender could not mend it: answered with 200, problems beside it")
    func kept() async throws {
        try await serving(["hook": webhookForm]) { site async throws in
            let content = #"{"email":"nope","full_name":"Ada"}"#
            let answer = try await site.post("hook", content, type: jsonType)
            #expect(answer.status == 200)
            #expect(try answer.json["status"]?.string == "accepted")
            let stored = try await site.onlySubmission()
            #expect(stored.id == (try answer.submissionID))
            #expect(stored.state == .unmapped)
            #expect(stored.content == Array(content.utf8))
            #expect(stored.deal == nil && stored.dueAt == nil)
            #expect(stored.reason?.hasPrefix("the form's rules do not fit: email is not an e-mail address") == true)
            #expect(
                try stored.problemLines == [
                    "email: is not an e-mail address; something like name@example.com is expected"
                ])
            #expect(try await site.store.claimDue(at: .now, limit: 10).isEmpty)
        }
    }

    @Test("on_invalid of the form goes before the sender's, both ways")
    func formDecides() async throws {
        let files = ["contact": "on_invalid: keep\n" + contactForm, "hook": "on_invalid: refuse\n" + webhookForm]
        try await serving(files) { site async throws in
            #expect(try await site.post("contact", "a=b").status == 200)
            #expect(try await site.post("hook", "{}", type: jsonType).status == 422)
            #expect(try await site.onlySubmission().form == "contact")
        }
    }

    @Test("a refused post may come again with the same key, mended")
    func mended() async throws {
        try await serving { site async throws in
            #expect(try await site.post("contact", "email=x", fields: ["Idempotency-Key: one"]).status == 422)
            let mended = try await site.post("contact", "name=Ada", fields: ["Idempotency-Key: one"])
            #expect(try mended.json["status"]?.string == "accepted")
        }
    }
}
