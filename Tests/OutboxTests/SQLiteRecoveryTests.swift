import Dispatch
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("A SQLite store after a process that died")
struct SQLiteRecoveryTests {
    /// A copy of a store's files, made while it is open: what a killed process leaves behind. In it, 1 is delivered,
    /// 2 under way for the second time, 3 under way, 4 and 5 wait.
    private func leftBehind(_ folder: TemporaryFolder) async throws {
        let store = try await SQLiteStore.open(opening(folder, "living.db"))
        try await closing(store) { () async throws in
            _ = try await store.append((1...5).map { sample($0) })
            let first = try await store.claimDue(at: moment(100), limit: 2)
            try #require(first.count == 2)
            try await store.record(first[0].ended(.made), of: first[0], then: .delivered(dealID: 1, leadID: 2))
            try await store.record(first[1].ended(.later), of: first[1], then: .retry(at: moment(2), reason: "busy"))
            _ = try await store.claimDue(at: moment(200), limit: 2)
            try folder.copy("living.db", to: "dead.db")
            try folder.copy("living.db-wal", to: "dead.db-wal")
        }
    }

    @Test("a service finds everything, and has what was under way looked for, with an interrupted attempt")
    func service() async throws {
        let folder = try TemporaryFolder()
        try await leftBehind(folder)
        let store = try await SQLiteStore.open(opening(folder, "dead.db"))
        try await closing(store) { () async throws in
            let states = try await store.list(SubmissionFilter()).reversed().map(\.state)
            #expect(states == [.delivered, .pending, .pending, .pending, .pending])
            let left = try #require(try await store.submission(id(2)))
            #expect(left.attempts == 2 && left.attemptStartedAt == nil && left.dueAt == moment(77_000))
            #expect(left.reason?.contains("may or may not") == true)
            #expect(left.changedAt == moment(77_000))
            let attempts = try await store.attempts(of: id(2))
            #expect(attempts.map(\.number) == [1, 2])
            #expect(attempts.last?.outcome == .interrupted)
            #expect(attempts.last?.startedAt == moment(200))
            #expect(attempts.last?.endedAt == moment(77_000))
            #expect(try await store.attempts(of: id(3)).map(\.outcome) == [.interrupted])
            #expect(try await store.uncertain().map(\.id) == [id(2), id(3)])
            #expect(try await store.claimDue(at: moment(1000), limit: 9).map(\.id) == [id(4), id(5)])
            #expect(try await store.retry([id(2)], at: moment(1001)) == [id(2)])
            let looks = try await store.claimDue(at: moment(77_000), limit: 9)
            #expect(looks.map(\.uncertainty) == [Uncertainty(since: moment(200)), Uncertainty(since: moment(200))])
        }
        try expectTrueStandings(folder, "dead.db")
    }

    @Test("a tool leaves what is under way as it is")
    func tool() async throws {
        let folder = try TemporaryFolder()
        try await leftBehind(folder)
        let store = try await SQLiteStore.open(opening(folder, "dead.db", role: .tool))
        try await closing(store) { () async throws in
            let marked = try #require(try await store.submission(id(2)))
            #expect(marked.state == .pending && marked.attemptStartedAt == moment(200))
            #expect(try await store.attempts(of: id(2)).count == 1)
            #expect(try await store.retry([id(2), id(4)], at: moment(500)) == [id(4)])
        }
    }

    @Test("a log cut off anywhere loses nothing that was committed before the cut")
    func tornLog() async throws {
        let folder = try TemporaryFolder()
        var living = opening(folder, "living.db")
        living.restBeforeSorting = .never
        let store = try await SQLiteStore.open(living)
        var sizes: [Int] = []
        try await closing(store) { () async throws in
            for number in 1...20 {
                _ = try await store.append([sample(number)])
                sizes.append(try folder.size("living.db-wal"))
            }
            try folder.copy("living.db", to: "base.db")
            try folder.copy("living.db-wal", to: "base.db-wal")
        }
        for cut in stride(from: sizes[0], through: sizes[19], by: 5003) {
            try folder.copy("base.db", to: "cut\(cut).db")
            try folder.copy("base.db-wal", to: "cut\(cut).db-wal", bytes: cut)
            let torn = try await SQLiteStore.open(opening(folder, "cut\(cut).db"))
            let whole = sizes.count { $0 <= cut }
            #expect(try await torn.counts().total == whole)
            #expect(try await torn.latestID() == id(whole))
            await torn.close()
        }
    }

    @Test("a claim that a failed commit left in the file, and nobody was given, is taken back")
    func strayClaim() async throws {
        let folder = try TemporaryFolder()
        let sql = Switch<String?>(nil)
        var opening = opening(folder)
        opening.hooks.beforeTransaction = { sql.current }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1), sample(2)])
            let claim = try #require(try await store.claimDue(at: moment(100), limit: 1).first)
            try rawConnection(folder).execute(
                "UPDATE standings SET attempts = 1, attempt_started_at = 9, due_at = NULL WHERE due_at IS NOT NULL")
            #expect(try await store.nextDue() == nil)
            sql.set("not even SQL")
            await #expect(throws: StoreError.self) { try await store.append([sample(3)]) }
            sql.set(nil)
            #expect(try await store.nextDue() == moment(77_000))
            #expect(try await store.claimDue(at: moment(77_000), limit: 9).map(\.number) == [1])
            // The claim that was given out is still good.
            try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 1, leadID: 1))
        }
    }

    /// A store whose next transactions begin with whatever is set: what is no SQL lets them fail.
    private func failing(_ body: (SQLiteStore, Switch<String?>) async throws -> Void) async throws {
        let sql = Switch<String?>(nil)
        var opening = opening(try TemporaryFolder())
        opening.hooks.beforeTransaction = { sql.current }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in try await body(store, sql) }
    }

    @Test("a claim that was given out stays, though an earlier end is recorded again and a commit fails after it")
    func givenOutClaim() async throws {
        try await failing { store, sql async throws in
            _ = try await store.append([sample(1)])
            let first = try #require(try await store.claimDue(at: moment(10), limit: 1).first)
            let again = Transition.retry(at: moment(20), reason: "busy")
            try await store.record(first.ended(.later), of: first, then: again)
            let second = try #require(try await store.claimDue(at: moment(20), limit: 1).first)
            try await store.record(first.ended(.later), of: first, then: again)
            sql.set("not even SQL")
            await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
            sql.set(nil)
            #expect(try await store.nextDue() == nil)
            try await store.record(second.ended(.made), of: second, then: .delivered(dealID: 1, leadID: 1))
        }
    }

    @Test("a claim that was given out stays, though an earlier one is given back again and a commit fails after it")
    func givenBackTwice() async throws {
        try await failing { store, sql async throws in
            _ = try await store.append([sample(1)])
            let first = try #require(try await store.claimDue(at: moment(10), limit: 1).first)
            try await store.giveBack([first], at: moment(11))
            let second = try #require(try await store.claimDue(at: moment(20), limit: 1).first)
            #expect(second.number == first.number)
            try await store.giveBack([first], at: moment(21))
            sql.set("not even SQL")
            await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
            sql.set(nil)
            #expect(try await store.nextDue() == nil)
            try await store.record(second.ended(.made), of: second, then: .delivered(dealID: 1, leadID: 1))
        }
    }

    @Test("a double click is one though the store was closed between, or a commit failed")
    func echoAfterRestart() async throws {
        let folder = try TemporaryFolder()
        let sql = Switch<String?>(nil)
        var opening = opening(folder)
        opening.hooks.beforeTransaction = { sql.current }
        func click(_ number: Int) -> NewSubmission {
            NewSubmission(
                id: id(number), form: "contact", state: .pending, receivedAt: moment(Int64(number)), content: [1],
                deal: [1], echoWindow: .seconds(10))
        }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            #expect(try await store.append([click(1)]) == [.stored])
            sql.set("not even SQL")
            await #expect(throws: StoreError.self) { try await store.append([click(2)]) }
            sql.set(nil)
            #expect(try await store.append([click(3)]) == [.duplicate(of: id(1))])
        }
        let again = try await SQLiteStore.open(opening)
        try await closing(again) { () async throws in
            #expect(try await again.append([click(4)]) == [.duplicate(of: id(1))])
        }
    }
}
