import Outbox
import Testing

@testable import OutboxSQLite

@Suite("What keeps a store small")
struct RetentionTests {
    private static let day = Duration.seconds(86_400)
    private static let retention = Retention(
        [.delivered: .after(day * 30), .spam: .after(day * 7), .discarded: .after(day * 7)],
        forms: ["kept": [.delivered: .forever]])

    /// Tidies until there is nothing left to do; returns what went.
    private func tidy(_ store: any KeptStore, at moment: Timestamp) async throws -> SubmissionCounts {
        var removed = SubmissionCounts()
        while true {
            let step = try await store.tidy(Self.retention, at: moment)
            for state in SubmissionState.allCases { removed[state] += step.removed[state] }
            if !step.hasMore { return removed }
        }
    }

    private func days(_ count: Int64) -> Timestamp { moment(count * 86_400_000) }

    @Test("each state goes after its time; what waits or needs a person never does", arguments: StoreKind.allCases)
    func states(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append((1...3).map { sample($0, form: $0 == 3 ? "kept" : "contact") })
            let claims = try await store.claimDue(at: moment(10), limit: 9)
            for claim in claims {
                try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 1, leadID: 1))
            }
            _ = try await store.append([
                sample(4, state: .held), sample(5, state: .failed), sample(6, state: .unmapped),
                sample(7, state: .spam),
                sample(8, state: .failed), sample(9),
            ])
            #expect(try await store.discard([id(8)], at: days(10), by: "ada") == [id(8)])
            #expect(try await tidy(store, at: days(6)).total == 0)
            #expect(try await tidy(store, at: days(8))[.spam] == 1)
            // From the day on which it was put aside, and not from the day on which it came.
            #expect(try await tidy(store, at: days(16)).total == 0)
            #expect(try await tidy(store, at: days(17))[.discarded] == 1)
            #expect(try await tidy(store, at: days(29)).total == 0)
            #expect(try await tidy(store, at: days(31))[.delivered] == 2)
            #expect(try await tidy(store, at: days(5000)).total == 0)
            #expect(try await store.list(SubmissionFilter()).map(\.id) == [id(9), id(6), id(5), id(4), id(3)])
        }
    }

    @Test("one that was delivered late does not keep the others, and a walk ends")
    func late() async throws {
        let folder = try TemporaryFolder()
        var opening = opening(folder)
        opening.tidying.rows = 3
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append((1...20).map { sample($0, at: 0) })
            let claims = try await store.claimDue(at: moment(10), limit: 20)
            for claim in claims {
                let isLate = claim.id <= id(7)
                let end = Attempt(
                    number: 1, startedAt: claim.startedAt, endedAt: isLate ? days(20) : moment(20), outcome: .made)
                try await store.record(end, of: claim, then: .delivered(dealID: 1, leadID: 1))
            }
            #expect(try await tidy(store, at: days(31))[.delivered] == 13)
            #expect(try await store.list(SubmissionFilter()).map(\.id) == (1...7).reversed().map { id($0) })
            #expect(try await tidy(store, at: days(51))[.delivered] == 7)
            #expect(try await store.counts().total == 0)
        }
        try expectTrueStandings(folder)
    }

    @Test("the file shrinks, in steps of a bounded size, and what comes meanwhile is stored")
    func shrinking() async throws {
        let folder = try TemporaryFolder()
        var opening = opening(folder)
        opening.tidying.keptPages = 4
        let commits = Switch(0)
        opening.hooks.committed = { _ in commits.update { $0 += 1 } }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            let content = String(repeating: "x", count: 4000)
            for start in stride(from: 1, through: 1901, by: 100) {
                _ = try await store.append((start..<start + 100).map { sample($0, state: .spam, content: content) })
            }
            #expect(try await store.clearHistory())
            let before = try folder.size("store.db")
            commits.set(0)
            #expect(try await store.tidy(Self.retention, at: days(9)).removed[.spam] == 200)
            #expect(try await store.append([sample(5000)]) == [.stored])
            #expect(try await tidy(store, at: days(9))[.spam] == 1800)
            #expect(commits.current > 20)
            let after = try folder.size("store.db")
            #expect(after < before / 10, "from \(before) to \(after)")
        }
        #expect(try await SQLiteFile.verify(folder.path("store.db")).problems.isEmpty)
    }

    @Test("what is looked at to remove is found by the index alone")
    func plan() throws {
        let folder = try TemporaryFolder()
        let connection = try opening(folder).writing()
        let statement = try Statement("EXPLAIN QUERY PLAN " + WriteSession.agedSQL, on: connection)
        var lines: [String] = []
        while try statement.step() { lines.append(statement.text(3)) }
        let plan = lines.joined(separator: "; ")
        #expect(plan.contains("(state=? AND form=? AND due_at=? AND rowid>? AND rowid<?)"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }
}
