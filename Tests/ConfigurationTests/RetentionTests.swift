import Bridge
import Mapping
import Outbox
import Testing

@testable import Configuration

@Suite("How long submissions are kept")
struct RetentionTests {
    @Test("what is not said has its default; what needs a person has no key")
    func service() throws {
        #expect(
            try #require(load(["boardbridge.yaml": smallestService]).configuration).service.retention
                == Retention.standard)
        let said = load(["boardbridge.yaml": smallestService + "\nretention: { delivered: never, spam: 1h }\n"])
        let ages = try #require(said.configuration).service.retention
        #expect(
            ages == [.delivered: .forever, .spam: .after(.seconds(3600)), .discarded: .after(.seconds(7 * 86_400))])
        let wrong = load([
            "boardbridge.yaml": smallestService + "\nretention: { failed: 1d, spam: 30s, discarded: 30 }\n"
        ])
        let told = wrong.complaints.map(\.description).joined(separator: "\n")
        #expect(told.contains("unknown key 'failed'"))
        #expect(told.contains("expected a duration from 1m to 3650d, or never, found '30s'"))
    }

    @Test("a form's own times stand over the service's")
    func form() throws {
        let loading = load(["forms/contact.yaml": smallestForm + "\nretention: { delivered: 2d }\n"])
        let form = try #require(loading.configuration?.forms.first { $0.name == "contact" })
        #expect(form.retention == [.delivered: .after(.seconds(2 * 86_400))])
        let retention = Retention(forms: ["contact": form.retention])
        #expect(retention.age(of: .delivered, form: "contact") == .after(.seconds(2 * 86_400)))
        #expect(retention.age(of: .spam, form: "contact") == .after(.seconds(7 * 86_400)))
        #expect(retention.age(of: .delivered, form: "other") == .after(.seconds(30 * 86_400)))
        #expect(retention.age(of: .failed, form: "contact") == .forever)
    }
}
