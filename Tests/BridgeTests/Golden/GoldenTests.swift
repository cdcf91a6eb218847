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
        #expect(cases.count >= 65)
        for golden in cases {
            #expect(golden.form != nil && golden.outcome != nil, "\(golden.name) lacks a part")
            #expect(golden.words.contains { !$0.isWhitespace }, "\(golden.name) does not say what it shows")
        }
    }

    @Test("the CRM is sent what the case says, to the byte", arguments: (try? GoldenCase.all.get()) ?? [])
    func golden(_ golden: CaseFile) async throws {
        try await serving([golden.name: try #require(golden.form)]) { site in
            let answer = try await site.send(
                "POST", "/f/\(golden.name)" + (golden.query.map { "?" + $0 } ?? ""), fields: golden.fields,
                content: golden.content)
            switch try #require(golden.outcome) {
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
}
