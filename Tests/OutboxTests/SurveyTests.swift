import Outbox
import Testing

@testable import OutboxSQLite

@Suite("What of a store may need a person")
struct SurveyTests {
    private func entries(_ survey: Survey) -> [String] {
        survey.entries.map { "\($0.state.rawValue) \($0.form) \($0.count)" }.sorted()
    }

    @Test("held, failed and unmapped by form, and nothing else", arguments: StoreKind.allCases)
    func counts(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            #expect(try await store.survey() == Survey())
            let states = SubmissionState.allCases
            _ = try await store.append(
                (1...28).map { sample($0, form: $0 % 2 == 0 ? "a" : "b", state: states[$0 % states.count]) })
            #expect(
                entries(try await store.survey()) == [
                    "failed a 2", "failed b 2", "held a 2", "held b 2", "unmapped a 2", "unmapped b 2",
                ])
        }
    }

    @Test("the oldest that is pending: new, waiting again, or under way", arguments: StoreKind.allCases)
    func oldest(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1, state: .failed)] + (2...5).map { sample($0) })
            #expect(try await store.survey().oldestPending == moment(2))
            let claims = try await store.claimDue(at: moment(10), limit: 2)
            #expect(try await store.survey().oldestPending == moment(2), "under way is not delivered")
            let first = try #require(claims.first { $0.id == id(2) })
            let second = try #require(claims.first { $0.id == id(3) })
            try await store.record(first.ended(.made), of: first, then: .delivered(dealID: 1, leadID: 1))
            #expect(try await store.survey().oldestPending == moment(3))
            try await store.record(second.ended(.later), of: second, then: .retry(at: moment(99_000), reason: "later"))
            #expect(try await store.survey().oldestPending == moment(3), "it waits again, for long")
            let rest = try await store.claimDue(at: moment(100_000), limit: 10)
            for claim in rest {
                try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 1, leadID: 1))
            }
            #expect(try await store.survey().oldestPending == nil)
        }
    }

    @Test("it walks the index, and past what was delivered")
    func plan() async throws {
        let folder = try TemporaryFolder()
        let connection = try opening(folder).writing()
        for sql in [ReadSession.needingAPersonSQL, ReadSession.oldestPendingSQL] {
            let statement = try Statement("EXPLAIN QUERY PLAN " + sql, on: connection)
            var lines: [String] = []
            while try statement.step() { lines.append(statement.text(3)) }
            let plan = lines.joined(separator: "; ")
            #expect(plan.contains("USING COVERING INDEX standings_by_state (state=?)"), "\(plan)")
            #expect(!plan.contains("SCAN standings"), "\(plan)")
            #expect(!plan.contains("SCAN s;"), "\(plan)")
        }
    }
}
