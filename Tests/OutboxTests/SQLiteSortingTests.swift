import Outbox
import Testing

@testable import OutboxSQLite

@Suite("Standings of new submissions")
struct SQLiteSortingTests {
    private func standings(_ folder: TemporaryFolder) throws -> Int64? {
        try rawConnection(folder).integer("SELECT count(*) FROM standings")
    }

    @Test("an append writes none; they are made by the thread when nothing waits, and by a claim")
    func later() async throws {
        let folder = try TemporaryFolder()
        let commits = Switch<[Int]>([])
        let made = AsyncStream<Void>.makeStream()
        var opening = opening(folder)
        opening.hooks.committed = { changes in
            commits.update { $0.append(changes) }
            made.continuation.yield()
        }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            var events = made.stream.makeAsyncIterator()
            _ = try await store.append((1...20).map { sample($0) })
            await events.next()
            #expect(try await store.counts()[.pending] == 20)
            // The second commit is nobody's but the thread's own.
            await events.next()
            #expect(commits.current == [1, 1])
            #expect(try standings(folder) == 20)
            try expectTrueStandings(folder)
            _ = try await store.append([sample(21)])
            #expect(try await store.claimDue(at: moment(100), limit: 30).count == 21)
            #expect(try standings(folder) == 21)
        }
        try expectTrueStandings(folder)
    }

    @Test("one that comes late, with an id that lies among those that have theirs, gets its own at once")
    func late() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1), sample(9)])
            #expect(try await store.claimDue(at: moment(9), limit: 9).count == 2)
            _ = try await store.append((2...8).map { sample($0) } + [sample(10)])
            #expect(try await store.nextDue() == moment(2))
            #expect(try await store.claimDue(at: moment(100), limit: 9).map(\.id) == (2...8).map { id($0) } + [id(10)])
        }
        try expectTrueStandings(folder)
    }

    @Test("what has none yet is shown, counted, found by state and form, and can be changed by a tool")
    func newOnes() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            let gate = Gate()
            await gate.hold(store, with: 1)
            // While the thread is held, what it has committed has no standing.
            let tool = try await SQLiteStore.open(opening(folder, role: .tool))
            try await closing(tool) { () async throws in
                let summary = try #require(try await tool.submission(id(1))?.summary)
                #expect(summary.state == .pending && summary.dueAt == moment(1) && summary.attempts == 0)
                for states in [nil, [SubmissionState.pending], [.pending, .held]] as [Set<SubmissionState>?] {
                    for form in [nil, "contact"] {
                        #expect(try await tool.list(SubmissionFilter(states: states, form: form)) == [summary])
                        #expect(try await tool.counts(form: form)[.pending] == 1)
                    }
                    #expect(try await tool.list(SubmissionFilter(states: states, form: "jobs")).isEmpty)
                }
                #expect(try await tool.nextDue() == moment(1))
                #expect(try await tool.retry([id(1)], at: moment(50)) == [id(1)])
                #expect(try await tool.list(SubmissionFilter()).map(\.dueAt) == [moment(50)])
                #expect(try await tool.counts()[.pending] == 1)
            }
            gate.open()
            #expect(try await store.claimDue(at: moment(49), limit: 9).isEmpty)
            #expect(try await store.claimDue(at: moment(50), limit: 9).map(\.id) == [id(1)])
        }
        try expectTrueStandings(folder)
    }

    @Test("a store whose service died before they were made makes them")
    func afterDeath() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder, "living.db"))
        try await closing(store) { () async throws in
            let gate = Gate()
            await gate.hold(store, with: 1)
            try folder.copy("living.db", to: "dead.db")
            try folder.copy("living.db-wal", to: "dead.db-wal")
            gate.open()
        }
        #expect(try rawConnection(folder, "dead.db").integer("SELECT count(*) FROM standings") == 0)
        let again = try await SQLiteStore.open(opening(folder, "dead.db"))
        try await closing(again) { () async throws in
            #expect(try await again.nextDue() == moment(1))
            #expect(try await again.claimDue(at: moment(10), limit: 9).map(\.id) == [id(1)])
        }
        try expectTrueStandings(folder, "dead.db")
    }
}
