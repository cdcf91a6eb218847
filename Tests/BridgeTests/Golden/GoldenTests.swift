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
        #expect(try GoldenCase.all.get().count >= 70)
    }

    @Test("the CRM is sent what the case says, to the byte", arguments: (try? GoldenCase.all.get()) ?? [])
    func golden(_ golden: GoldenCase) async throws {
        try await serving([golden.name: golden.form]) { site in
            for step in golden.steps { try await check(step, of: golden.name, at: site) }
        }
    }

    private func check(_ step: GoldenCase.Step, of form: String, at site: IntakeSite) async throws {
        let before = try await site.submissions().count
        let answer = try await site.send(
            "POST", "/f/\(form)" + (step.query.map { "?" + $0 } ?? ""), fields: step.fields, content: step.content)
        var new = try await site.submissions().dropFirst(before)
        for (outcome, expected) in step.outcomes {
            try #require(answer.status == (outcome == .refused ? 422 : 200), "\(answer.text)")
            let next = outcome == .refused || outcome == .duplicate ? nil : new.popFirst()
            switch outcome {
            case .deal:
                let stored = try #require(next, "\(answer.text)")
                let problems = try stored.problemLines.joined(separator: "\n")
                try #require(stored.state == .pending, "\(problems)")
                let sent = try Self.request(for: try #require(stored.deal))
                let expected = JSONLayout.compact(expected)
                // Texts that look alike are equal in Swift; here each byte counts.
                #expect(Array(sent.utf8) == Array(expected.utf8), "what is sent:\n\(JSONLayout.pretty(sent))")
            case .refused: #expect(try answer.errors.joined(separator: "\n") == expected)
            case .unmapped:
                let stored = try #require(next, "\(answer.text)")
                #expect(stored.state == .unmapped)
                #expect(try stored.problemLines.joined(separator: "\n") == expected)
            case .discarded:
                let stored = try #require(next, "\(answer.text)")
                #expect(stored.state == .discarded)
                #expect(stored.reason == expected)
            case .duplicate: #expect(answer.text.contains("duplicate"))
            }
        }
        #expect(new.isEmpty, "nothing else is kept")
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
            "w\n--- form\n--- post\nContent-Type: a\n\n", "w\n--- form\n--- deal\n{}\n--- post\nContent-Type: a\n\n",
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
