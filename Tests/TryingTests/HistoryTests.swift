import BoardCRM
import Bridge
import Mapping
import Outbox
import Testing
import Trying

@Suite("Yesterday's submissions by today's rules")
struct HistoryTests {
    static let old = """
        column_id: 1
        lead: { name: name, email: { from: email, type: email } }
        fields: { source: { value: website } }
        """

    /// Submissions as the intake stores them by some rules.
    static func stored(_ contents: [String], by rules: String) async throws -> [Submission] {
        let form = try form(rules)
        let store = InMemoryStore()
        let ids = SubmissionIDSource()
        for (index, content) in contents.enumerated() {
            let post = MappingTrial.Post(
                content: Array(content.utf8), contentType: "application/x-www-form-urlencoded")
            var deal: [UInt8]?
            var problems: [UInt8]?
            switch try MappingTrial.map(post, by: form, limits: LimitSettings()) {
            case .mapped(let mapped): deal = mapped.encoded()
            case .problems(let found):
                let list = found.map { #"{"field":"\#($0.field)","message":"\#($0.message)"}"# }
                problems = Array("[\(list.joined(separator: ","))]".utf8)
            }
            _ = try await store.append([
                NewSubmission(
                    id: ids.next(), form: "contact", state: .pending,
                    receivedAt: Timestamp(milliseconds: 1_700_000_000_000 + Int64(index)),
                    contentType: "application/x-www-form-urlencoded", content: post.content, deal: deal,
                    problems: problems)
            ])
        }
        var found: [Submission] = []
        for summary in try await store.list(SubmissionFilter()).reversed() {
            if let submission = try await store.submission(summary.id) { found.append(submission) }
        }
        return found
    }

    static func history(_ contents: [String], from old: String = old, to new: String) async throws -> History {
        var history = History(of: try form(new), text: new, limits: LimitSettings())
        for submission in try await stored(contents, by: old) { history.add(submission) }
        return history
    }

    static let posts = ["name=Ada+Lovelace&email=ada%40example.com", "name=Grace&email=", "name=x&email=nobody"]

    @Test("the same rules change nothing")
    func same() async throws {
        let history = try await Self.history(Self.posts, to: Self.old)
        #expect((history.count, history.same) == (3, 3))
        #expect(history.changes.isEmpty)
    }

    @Test("each target that changes is counted, with masked examples before and after")
    func changes() async throws {
        let history = try await Self.history(
            Self.posts,
            to: """
                column_id: 2
                lead: { name: { from: name, transform: [upper] }, email: email }
                fields: { origin: { value: website } }
                """)
        #expect(history.different == 2)
        #expect(history.newlyMapped == 1)
        #expect(
            history.changes.map { "\($0.target) \($0.count)" } == [
                "column_id 2", "lead.name 2", "fields.source 2", "fields.origin 2",
            ])
        let name = try #require(history.changes.first { $0.target == "lead.name" })
        #expect(name.examples.map(\.before) == ["Axx Lxxxxxxx", "Gxxxx"])
        #expect(name.examples.map(\.after) == ["AXX LXXXXXXX", "GXXXX"])
        #expect(history.changes[0].examples.map(\.after) == ["2"], "what looks alike is shown once")
        #expect(history.changes[2].examples.map(\.before) == ["website"])
        #expect(history.changes[2].examples.map(\.after) == [nil])
        let text = history.text { $0 }
        #expect(!text.contains("Ada") && !text.contains("Lovelace") && !text.contains("ada@"))
        #expect(text.contains("contact: 3 submissions, 2023-11-14T22:13:20.000Z to "))
        #expect(text.contains("lead.name changes in 2:\n    - Axx Lxxxxxxx\n    + AXX LXXXXXXX"))
        #expect(!history.json.contains("Lovelace"))
    }

    @Test("what does not fit any more is counted by its reason")
    func reasons() async throws {
        let history = try await Self.history(
            Self.posts, to: "column_id: 1\nlead: { email: { from: email, type: email, required: true } }")
        #expect(history.newlyUnmapped == 1)
        #expect(history.reasons.map { "\($0.text): \($0.count)" } == ["email is required: 1"])
        #expect(history.same == 1, "what did not fit and does not, for the same reason")
        #expect(history.different == 1)
    }

    @Test("an empty history says so")
    func empty() async throws {
        #expect(try await Self.history([], to: Self.old).text { $0 } == "contact: no submission is stored")
    }
}
