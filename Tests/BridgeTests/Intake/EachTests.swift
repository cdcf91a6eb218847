import Bridge
import Outbox
import TestKit
import Testing
import Wire

@Suite("Several deals from one post")
struct EachTests {
    private let form = """
        sender: json
        each: people
        column_id: 1
        lead: { name: { from: name, required: true } }
        """

    private func ids(_ response: RawResponse) throws -> [SubmissionID] {
        try (response.json["ids"]?.elements.map { $0 } ?? []).map { try #require(SubmissionID($0.string ?? "")) }
    }

    @Test("each has an id of its own; the answer has the first's, and all")
    func ids() async throws {
        try await serving(["list": form]) { site async throws in
            let answer = try await site.post("list", #"{"people":[{"name":"Ada"},{"name":"Grace"}]}"#, type: jsonType)
            let stored = try await site.submissions()
            #expect(answer.status == 200)
            #expect(try answer.json["status"]?.string == "accepted")
            #expect(try answer.submissionID == stored[0].id)
            #expect(try ids(answer) == stored.map(\.id))
            #expect(stored.map(\.part) == [0, 1])
            #expect(stored.allSatisfy { $0.state == .pending && $0.content == stored[0].content })
            #expect(
                try await site.dealTexts() == [
                    #"{"column_id":1,"lead":{"name":"Ada"}}"#, #"{"column_id":1,"lead":{"name":"Grace"}}"#,
                ])
        }
    }

    @Test("they are stored in one piece, beside other posts of the round")
    func onePiece() async throws {
        try await serving(["list": form, "contact": contactForm]) { site async throws in
            func post(_ path: String, _ type: String, _ content: String) -> String {
                "POST /f/\(path) HTTP/1.1\r\nHost: a\r\n\(type)\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)"
            }
            let both =
                post("list", jsonType, #"{"people":[{"name":"Ada"},{"name":"Grace"},{"name":"Joan"}]}"#)
                + post("contact", urlencodedType, "name=Mary")
            let answers = try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                try client.send(both)
                return [try client.response(), try client.response()].compactMap { $0 }
            }
            #expect(answers.map(\.status) == [200, 200])
            #expect(try ids(answers[0]).count == 3)
            let stored = try await site.submissions()
            #expect(stored.map(\.form) == ["list", "list", "list", "contact"])
            #expect(try answers[1].submissionID == stored[3].id, "each answer is its own post's")
        }
    }

    @Test(
        "a repeat of the whole post is known by its key, with all the first ones' ids",
        arguments: ["webhook-id", "Idempotency-Key"])
    func repeated(name: String) async throws {
        try await serving(["list": form]) { site async throws in
            let content = #"{"people":[{"name":"Ada"},{"name":"Grace"}]}"#
            let first = try await site.post("list", content, type: jsonType, fields: ["\(name): k"])
            let second = try await site.post("list", content, type: jsonType, fields: ["\(name): k"])
            #expect(try second.json["status"]?.string == "duplicate")
            #expect(try ids(second) == ids(first))
            #expect(try await site.submissions().count == 2)
        }
    }

    @Test("a double click on a form with several is one post, and two equal people in it are two")
    func doubleClick() async throws {
        let browser = form.replacing("sender: json", with: "sender: browser\ndedupe: { window: 60s }")
        try await serving(["list": browser]) { site async throws in
            let content = "people[0][name]=Ada&people[1][name]=Ada"
            let first = try await site.post("list", content)
            let second = try await site.post("list", content)
            #expect(try first.json["status"]?.string == "accepted")
            #expect(try second.json["status"]?.string == "duplicate")
            #expect(try ids(second) == ids(first))
            #expect(try await site.submissions().count == 2)
        }
    }

    @Test("one key for each element: those that came before are repeats, the new ones are stored")
    func keyed() async throws {
        try await serving(["list": form + "\ndedupe: { key: id }"]) { site async throws in
            let first = try await site.post("list", #"{"people":[{"id":1,"name":"Ada"}]}"#, type: jsonType)
            let second = try await site.post(
                "list", #"{"people":[{"id":1,"name":"Ada"},{"id":2,"name":"Grace"}]}"#, type: jsonType)
            #expect(try second.json["status"]?.string == "accepted")
            #expect(try second.submissionID == first.submissionID)
            #expect(try await site.submissions().count == 2)
        }
    }

    @Test("an element that does not fit is kept beside those that do; a browser's is refused with all")
    func unfitting() async throws {
        let content = #"{"people":[{"name":"Ada"},{"mail":"x"}]}"#
        try await serving(["list": form, "page": form.replacing("sender: json", with: "sender: browser")]) {
            site async throws in
            let kept = try await site.post("list", content, type: jsonType)
            #expect(try kept.json["status"]?.string == "accepted")
            #expect(try await site.submissions().map(\.state) == [.pending, .unmapped])
            #expect(try await site.submissions()[1].problemLines == ["people[1].name: is required"])
            let refused = try await site.post("page", content, type: jsonType)
            #expect(refused.status == 422)
            #expect(try refused.errors == ["people[1].name: is required"])
            #expect(try await site.submissions().count == 2)
            let after = try await site.post("page", #"{"people":[{"name":"Mary"}]}"#, type: jsonType)
            #expect(after.status == 200, "what was refused leaves nothing among the round's bytes")
            #expect(try await site.dealTexts().last == #"{"column_id":1,"lead":{"name":"Mary"}}"#)
        }
    }

    @Test("many elements in a large post are not written out a hundred times: it is one submission for a person")
    func amplification() async throws {
        try await serving(["list": form]) { site async throws in
            let filler = String(repeating: "x", count: 200_000)
            let people = Array(repeating: #"{"name":"Ada"}"#, count: 100).joined(separator: ",")
            let answer = try await site.post("list", #"{"filler":"\#(filler)","people":[\#(people)]}"#, type: jsonType)
            #expect(answer.status == 200)
            let stored = try await site.onlySubmission()
            #expect(stored.state == .unmapped && stored.part == nil)
            #expect(
                try stored.problemLines == [
                    "people: has 100 elements, too many for so large a post; fewer at a time are expected"
                ])
        }
    }

    @Test("each is told in the log by its own id, and a browser is sent on once")
    func told() async throws {
        try await serving(["page": form.replacing("sender: json", with: "sender: browser")]) { site async throws in
            let answer = try await site.post("page", "people[0][name]=A&people[1][name]=B", fields: [acceptsPages])
            #expect(answer.status == 200 && answer.text.contains("<html"))
            #expect(try await site.submissions().count == 2)
        }
    }
}
