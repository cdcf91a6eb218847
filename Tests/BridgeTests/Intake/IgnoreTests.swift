import Bridge
import Outbox
import TestKit
import Testing
import Wire

@Suite("Ignored submissions")
struct IgnoreTests {
    private let form = """
        sender: json
        column_id: 1
        lead: { name: { from: name, required: true } }
        ignore_if: { path: status, equals: partial }
        """

    @Test("one is answered with success, kept as discarded with its reason, and its deal with it where it fits")
    func kept() async throws {
        try await serving(["hook": form]) { site async throws in
            let answer = try await site.post("hook", "status=partial&name=Ada")
            #expect(answer.status == 200)
            let stored = try await site.onlySubmission()
            #expect(answer.text == #"{"status":"ignored","id":"\#(stored.id)"}"#)
            #expect(stored.state == .discarded)
            #expect(stored.reason == "the form ignores it: 'status' is 'partial'")
            #expect(try stored.dealText == #"{"column_id":1,"lead":{"name":"Ada"}}"#, "a person may still send it")
            #expect(try await site.store.nextDue() == nil, "nothing waits to be sent")
        }
    }

    @Test("what is wrong with it does not matter")
    func invalid() async throws {
        try await serving(["page": form.replacing("sender: json", with: "sender: browser")]) { site async throws in
            #expect(try await site.post("page", "status=partial").status == 200)
            let stored = try await site.onlySubmission()
            #expect(stored.state == .discarded && stored.deal == nil)
        }
    }

    @Test("a browser sees the page that it always sees")
    func page() async throws {
        let page = form.replacing("sender: json", with: "sender: browser\nrespond: { success: /thanks }")
        try await serving(["page": page]) { site async throws in
            let answer = try await site.post("page", "status=partial&name=x", fields: [acceptsPages])
            #expect(answer.status == 303)
        }
    }

    @Test("an event that was ignored half-way counts when it is whole, under the same key")
    func halfWay() async throws {
        try await serving(["hook": form + "\ndedupe: { key: id }"]) { site async throws in
            _ = try await site.post("hook", "id=7&status=partial&name=Ada")
            #expect(try await site.post("hook", "id=7&status=complete&name=Ada").text.contains("accepted"))
            #expect(try await site.post("hook", "id=7&status=complete&name=Ada+again").text.contains("duplicate"))
            #expect(try await site.submissions().map(\.state) == [.discarded, .pending, .discarded])
        }
    }
}
