import Outbox
import TestKit
import Testing
import Wire

@Suite("Answers to posts that are stored")
struct AnswerShapeTests {
    private static func post(_ version: String, _ field: String, key: String) -> String {
        "POST /f/contact \(version)\r\nHost: a\r\n\(field)\r\n\(urlencodedType)\r\nIdempotency-Key: \(key)\r\n"
            + "Content-Length: 8\r\n\r\nname=Ada"
    }

    @Test("one after the other on one connection, each has its own ids, and nothing of the one before")
    func inARow() async throws {
        try await serving { site async throws in
            let answers = try await offPool { [port = site.port] in
                let client = try RawClient(port: port)
                // New and repeated ones by turns; the last closes.
                for (index, key) in ["a", "a", "b", "c", "b", "a", "d"].enumerated() {
                    try client.send(Self.post("HTTP/1.1", index == 6 ? "Connection: close" : "X-A: b", key: key))
                }
                var answers: [RawResponse] = []
                while let answer = try client.response() { answers.append(answer) }
                return answers
            }
            #expect(answers.map(\.status) == Array(repeating: 200, count: 7))
            let states = try answers.map { try $0.json["status"]?.string ?? "none" }
            #expect(
                states == ["accepted", "duplicate", "accepted", "accepted", "duplicate", "duplicate", "accepted"])
            let ids = try answers.map { try $0.submissionID }
            #expect(ids[1] == ids[0] && ids[4] == ids[2] && ids[5] == ids[0])
            #expect(try await site.submissions().map(\.id) == [ids[0], ids[2], ids[3], ids[6]])
            #expect(Set(answers.map { $0.field("X-Request-Id") ?? "" }).count == 7)
            #expect(answers.map { $0.field("Connection") } == Array(repeating: nil, count: 6) + ["close"])
        }
    }

    @Test("an older or a closing client gets the same fields and content, and what becomes of the connection")
    func otherClients() async throws {
        try await serving { site async throws in
            let clients = [
                ("HTTP/1.1", "X-A: b"), ("HTTP/1.1", "Connection: close"), ("HTTP/1.0", "X-A: b"),
                ("HTTP/1.0", "Connection: keep-alive"),
            ]
            var shapes: [String] = []
            for (index, client) in clients.enumerated() {
                let answer = try await site.converse { connection in
                    try connection.send(Self.post(client.0, client.1, key: "k-\(index)"))
                    return try connection.response()
                }
                #expect(answer.field("Connection") == [nil, "close", "close", "keep-alive"][index])
                let ids = [try answer.submissionID.description, answer.field("X-Request-Id") ?? "none"]
                let lines = answer.head.split(separator: "\r\n").filter {
                    !$0.hasPrefix("Connection:") && !$0.hasPrefix("Date:")
                }
                let shape = lines.joined(separator: "\n") + "\n" + answer.text
                shapes.append(ids.reduce(shape) { $0.replacing($1, with: "id") })
            }
            #expect(Set(shapes).count == 1, "\(shapes)")
        }
    }
}
