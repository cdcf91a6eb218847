import Bridge
import Listener
import Outbox
import Telemetry
import TestKit
import Testing
import Wire

@Suite("A form that is switched off")
struct SwitchedOffTests {
    @Test("keeps what a service posts for a person, since an error would end the service's webhook")
    func service() async throws {
        try await serving(["hook": "enabled: false\n" + webhookForm]) { site async throws in
            let answer = try await site.post("hook", "name=Ada")
            #expect(answer.status == 200)
            #expect(try answer.json["status"]?.string == "accepted")
            #expect(try await site.post("hook", "email=nobody").status == 200)
            let kept = try await site.submissions()
            #expect(kept.map(\.state) == [.held, .unmapped])
            #expect(kept[0].reason == "the form is switched off (enabled: false)")
            #expect(kept[0].deal != nil)
        }
    }

    @Test("asks a visitor to come back later, and keeps nothing")
    func visitor() async throws {
        try await serving(["contact": "enabled: false\n" + contactForm]) { site async throws in
            for fields in [[], [acceptsPages]] {
                let answer = try await site.post("contact", "name=Ada", fields: fields)
                #expect(answer.status == 503)
                #expect(answer.field("retry-after") == "3600")
                #expect(answer.text.contains("come back later"))
            }
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("is never 404 or 410, whatever the method")
    func methods() async throws {
        try await serving(["contact": "enabled: false\n" + contactForm, "hook": "enabled: false\n" + webhookForm]) {
            site async throws in
            for form in ["contact", "hook"] {
                for method in ["GET", "HEAD", "PUT", "POST", "OPTIONS"] {
                    let status = try await site.send(method, "/f/\(form)", fields: [urlencodedType], content: []).status
                    #expect(![404, 410].contains(status), "\(method) \(form)")
                }
            }
        }
    }
}
