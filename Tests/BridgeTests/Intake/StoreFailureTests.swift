import Outbox
import TestKit
import Testing
import Wire

@Suite("While nothing can be stored")
struct StoreFailureTests {
    @Test("posts get 503 with Retry-After and no success, and all is well by itself afterwards")
    func unavailable() async throws {
        let store = InMemoryStore()
        try await serving(store: store) { site async throws in
            store.fail(with: StoreError(.full, "the disk is full"))
            let answer = try await site.post("contact", "name=Ada", fields: ["Idempotency-Key: k"])
            #expect(answer.status == 503)
            #expect(answer.field("retry-after") == "5")
            #expect(answer.field("content-type") == "application/problem+json")
            #expect(!answer.text.contains("disk") && !answer.text.contains("accepted"))
            #expect(site.wakeUps.all.isEmpty)
            store.fail(with: nil)
            let again = try await site.post("contact", "name=Ada", fields: ["Idempotency-Key: k"])
            #expect(try again.json["status"]?.string == "accepted")
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("a browser is told on a page, with 503 and not with a redirect")
    func browser() async throws {
        let store = InMemoryStore()
        let form = "respond: { success: /thanks, failure: /sorry }\n" + contactForm
        try await serving(["contact": form], store: store) { site async throws in
            store.fail(with: StoreError(.readOnly, "read-only"))
            let answer = try await site.post("contact", "name=Ada", fields: [acceptsPages])
            #expect(answer.status == 503)
            #expect(answer.field("retry-after") == "5")
            #expect(answer.field("content-type") == "text/html; charset=utf-8")
        }
    }

    @Test("a webhook's post that does not fit is not answered with a success either")
    func unmapped() async throws {
        let store = InMemoryStore()
        try await serving(["hook": webhookForm], store: store) { site async throws in
            store.fail(with: StoreError(.inputOutput, "sync failed"))
            #expect(try await site.post("hook", "{}", type: jsonType).status == 503)
        }
    }

    @Test("what cannot be stored anyway is refused as always")
    func refusals() async throws {
        let store = InMemoryStore()
        try await serving(store: store) { site async throws in
            store.fail(with: .closed)
            #expect(try await site.post("contact", "a=b").status == 422)
            #expect(try await site.post("contact", "{", type: jsonType).status == 400)
            #expect(try await site.send("GET", "/healthz").status == 200)
        }
    }

    @Test("readyz says so, and says when it is over")
    func ready() async throws {
        let store = InMemoryStore()
        try await serving(store: store) { site async throws in
            #expect(try await site.send("GET", "/readyz").text == "ready\n")
            store.fail(with: StoreError(.full, "the disk is full"))
            let answer = try await site.send("GET", "/readyz")
            #expect(answer.status == 503)
            #expect(answer.field("retry-after") != nil)
            #expect(!answer.text.contains("disk"))
            store.fail(with: nil)
            #expect(try await site.send("GET", "/readyz").status == 200)
        }
    }
}
