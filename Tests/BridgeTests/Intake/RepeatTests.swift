import Outbox
import TestKit
import Testing
import Wire

@Suite("Repeats")
struct RepeatTests {
    @Test("a repeat is told by its key, with the first one's id", arguments: ["Idempotency-Key", "webhook-id"])
    func repeated(name: String) async throws {
        try await serving { site async throws in
            let first = try await site.post("contact", "name=Ada", fields: ["\(name): k-1"])
            try await site.wakeUps.wait(count: 1)
            let second = try await site.post("contact", "name=Ada", fields: ["\(name): k-1"])
            #expect(second.status == 200)
            #expect(second.text == #"{"status":"duplicate","id":"\#(try first.submissionID)"}"#)
            #expect(try await site.onlySubmission().content == Array("name=Ada".utf8))
            #expect(try await site.post("contact", "name=Ada", fields: ["\(name): k-2"]).text.contains("accepted"))
        }
    }

    @Test("a page that sends one Idempotency-Key for all its visitors loses none of them")
    func sameKeyOtherContent() async throws {
        try await serving { site async throws in
            for name in ["Ada", "Grace"] {
                let answer = try await site.post("contact", "name=\(name)", fields: ["Idempotency-Key: fixed"])
                #expect(answer.text.contains("accepted"))
            }
            #expect(try await site.submissions().count == 2)
        }
    }

    @Test("a webhook-id names one event, whatever the second try looks like")
    func sameEvent() async throws {
        try await serving { site async throws in
            let first = try await site.post("contact", "name=Ada&try=1", fields: ["webhook-id: e-1"])
            let second = try await site.post("contact", "name=Ada&try=2", fields: ["webhook-id: e-1"])
            #expect(try second.submissionID == first.submissionID)
        }
    }

    @Test("a key beyond all sense is refused: passed over, it would make two deals")
    func longKey() async throws {
        try await serving { site async throws in
            let key = String(repeating: "k", count: 256)
            #expect(try await site.post("contact", "name=Ada", fields: ["Idempotency-Key: \(key)"]).status == 400)
            #expect(try await site.post("contact", "name=Ada", fields: ["webhook-id: \(key)"]).status == 400)
            #expect(try await site.submissions().isEmpty)
        }
    }

    @Test("a key counts within one form, and counts for what was kept as unmapped too")
    func withinForm() async throws {
        try await serving(["contact": contactForm, "hook": webhookForm]) { site async throws in
            let key = ["Idempotency-Key: same"]
            #expect(
                try await site.post("contact", #"{"name":"A"}"#, type: jsonType, fields: key).text.contains("accepted"))
            let first = try await site.post("hook", "{}", type: jsonType, fields: key)
            #expect(first.text.contains("accepted"))
            let second = try await site.post("hook", "{}", type: jsonType, fields: key)
            #expect(try second.json["status"]?.string == "duplicate")
            #expect(try second.submissionID == first.submissionID)
            #expect(try await site.submissions().map(\.state) == [.pending, .unmapped])
        }
    }

    @Test("two posts with one key that come in one piece are one submission")
    func together() async throws {
        try await serving { site async throws in
            let one =
                "POST /f/contact HTTP/1.1\r\nHost: a\r\n\(urlencodedType)\r\nIdempotency-Key: k\r\nContent-Length: 8\r\n\r\nname=Ada"
            let answers = try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                try client.send(one + one)
                return [try client.response(), try client.response()].compactMap { $0 }
            }
            #expect(answers.map(\.status) == [200, 200])
            #expect(try answers[0].json["status"]?.string == "accepted")
            #expect(try answers[1].json["status"]?.string == "duplicate")
            #expect(try answers[0].submissionID == answers[1].submissionID)
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("an empty key is none")
    func noKey() async throws {
        try await serving { site async throws in
            for name in ["Ada", "Grace"] {
                _ = try await site.post("contact", "name=\(name)", fields: ["Idempotency-Key:"])
            }
            #expect(try await site.submissions().map(\.repeatKey) == [nil, nil])
        }
    }

    @Test("a webhook's id counts also where the other key is empty")
    func emptyBesideID() async throws {
        try await serving { site async throws in
            for _ in 0..<2 {
                _ = try await site.post("contact", "name=Ada", fields: ["Idempotency-Key:", "webhook-id: w"])
            }
            #expect(try await site.submissions().count == 1)
        }
    }

    @Test("a key cannot be made to look like another form's")
    func framed() async throws {
        try await serving(["a": contactForm, "a-b": contactForm]) { site async throws in
            _ = try await site.post("a", "name=Ada", fields: ["Idempotency-Key: -bx"])
            _ = try await site.post("a-b", "name=Ada", fields: ["Idempotency-Key: x"])
            let keys = try await site.submissions().compactMap(\.repeatKey)
            #expect(keys.count == 2 && Set(keys).count == 2)
        }
    }
}
