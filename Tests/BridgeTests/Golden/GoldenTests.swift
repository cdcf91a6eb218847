import Mapping
import Outbox
import TestKit
import Testing
import Wire

@testable import BoardCRM

@Suite("Golden cases")
struct GoldenTests {
    @Test("every file is read")
    func read() throws {
        #expect(try GoldenCase.all.get().count >= 30)
    }

    @Test("the CRM is sent what the case says, to the byte", arguments: (try? GoldenCase.all.get()) ?? [])
    func golden(_ golden: GoldenCase) async throws {
        try await serving([golden.name: golden.form]) { site in
            let answer = try await site.send(
                "POST", "/f/\(golden.name)" + (golden.query.map { "?" + $0 } ?? ""), fields: golden.fields,
                content: golden.content)
            switch golden.outcome {
            case .deal:
                try #require(answer.status == 200, "\(answer.text)")
                let stored = try await site.onlySubmission()
                let problems = try stored.problemLines.joined(separator: "\n")
                try #require(stored.state == .pending, "\(problems)")
                let sent = try Self.request(for: try #require(stored.deal))
                let expected = JSONLayout.compact(golden.expected)
                // Texts that look alike are equal in Swift; here each byte counts.
                #expect(Array(sent.utf8) == Array(expected.utf8), "what is sent:\n\(JSONLayout.pretty(sent))")
            case .refused:
                try #require(answer.status == 422, "\(answer.text)")
                #expect(try answer.errors.joined(separator: "\n") == golden.expected)
                #expect(try await site.submissions().isEmpty)
            case .unmapped:
                try #require(answer.status == 200, "\(answer.text)")
                let stored = try await site.onlySubmission()
                #expect(stored.state == .unmapped)
                #expect(try stored.problemLines.joined(separator: "\n") == golden.expected)
            }
        }
    }

    /// The content of the request that makes a stored deal, its token taken out again.
    static func request(for deal: [UInt8]) throws -> String {
        let token = try #require(Secret("golden"))
        let request = BoardRequest.createDeal(try MappedDeal(encoded: deal).settled())
        let content = request.content(as: .json, accessToken: token, boundary: "")
        #expect(content.type == "application/json")
        let text = String(decoding: content.bytes, as: UTF8.self)
        let start = #"{"access_token":"golden","#
        try #require(text.hasPrefix(start))
        return "{" + text.dropFirst(start.count)
    }

    @Test("a case that is not whole is told, and by its name")
    func malformed() {
        for text in [
            "", "words\n--- form\na", "--- form\n--- post\nContent-Type: a\n\n--- deal\n{}",
            "w\n--- form\n--- post\nX: y\n\n--- deal",
        ] {
            #expect(throws: GoldenCase.Malformed.self, "\(text)") { try GoldenCase(name: "x", text: text) }
        }
    }

    @Test("a layout changes blanks alone")
    func layout() {
        let json = #"{"a":{},"b":[1,"x: {\"y\\"],"c":{"d":null}}"#
        #expect(JSONLayout.compact(JSONLayout.pretty(json)) == json)
        #expect(JSONLayout.pretty(#"{"a":{},"b":[1]}"#) == "{\n  \"a\": {},\n  \"b\": [\n    1\n  ]\n}")
    }
}
