import Mapping
import Outbox
import TestKit
import Testing
import Trying
import Wire

@testable import BoardCRM

@Suite("Golden cases")
struct GoldenTests {
    @Test("every file is read")
    func read() throws {
        let cases = try GoldenCase.all.get()
        #expect(cases.count >= 80)
        for golden in cases {
            #expect(
                golden.form != nil && golden.steps.allSatisfy { !$0.results.isEmpty }, "\(golden.name) lacks a part")
            #expect(golden.words.contains { !$0.isWhitespace }, "\(golden.name) does not say what it shows")
        }
    }

    // One after the other: a case of several posts is about how soon they follow each other.
    @Test(
        "the CRM is sent what the case says, to the byte", .serialized,
        arguments: (try? GoldenCase.all.get()) ?? [])
    func golden(_ golden: CaseFile) async throws {
        let files = GoldenCase.bases.merging([golden.name: try #require(golden.form)]) { _, own in own }
        try await serving(files) { site in
            for step in golden.steps { try await check(step, of: golden.name, at: site) }
        }
    }

    private func check(_ step: CaseStep, of form: String, at site: IntakeSite) async throws {
        let before = try await site.submissions().count
        let isTyped = step.fields.contains { $0.lowercased().hasPrefix("content-type:") }
        let fields = step.fields + (isTyped ? [] : ["Content-Type: \(step.contentType)"])
        let answer = try await site.send(
            "POST", "/f/\(form)" + (step.query.map { "?" + $0 } ?? ""), fields: fields, content: step.content)
        var new = try await site.submissions().dropFirst(before)
        for result in step.results {
            try #require(answer.status == (result.outcome == .refused ? 422 : 200), "\(answer.text)")
            switch result.outcome {
            case .deal:
                let next = new.popFirst()
                let stored = try #require(next, "\(answer.text)")
                let problems = try stored.problemLines.joined(separator: "\n")
                try #require(stored.state == .pending, "\(problems)")
                let sent = try Self.request(for: try #require(stored.deal))
                let expected = JSONLayout.compact(result.text)
                // Texts that look alike are equal in Swift; here each byte counts.
                #expect(Array(sent.utf8) == Array(expected.utf8), "what is sent:\n\(JSONLayout.pretty(sent))")
            case .refused: #expect(try answer.errors.joined(separator: "\n") == result.text)
            case .unmapped:
                let next = new.popFirst()
                let stored = try #require(next, "\(answer.text)")
                #expect(stored.state == .unmapped)
                #expect(try stored.problemLines.joined(separator: "\n") == result.text)
            case .discarded:
                let next = new.popFirst()
                let stored = try #require(next, "\(answer.text)")
                #expect(stored.state == .discarded)
                #expect(stored.reason == result.text)
            case .duplicate:
                #expect(answer.text.contains("duplicate"))
                // One that would be another deal is kept, and does nothing.
                if let kept = new.first, kept.reason?.hasPrefix("repeats ") == true {
                    #expect(kept.state == .discarded)
                    new.removeFirst()
                }
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
}
