import Dispatch
import Outbox
import TestKit
import Testing

@testable import OutboxSQLite

@Suite("The log beside the database")
struct SQLiteCheckpointTests {
    private static let pageAndHead = 8192 + 24

    /// A store whose log is written back at 50 pages and makes the writer wait at 200.
    private func shortLog(_ folder: TemporaryFolder) -> Opening {
        var opening = opening(folder)
        opening.log.pages = 50
        opening.log.restPages = 10
        opening.log.pausingPages = 200
        // Every commit is a test's own.
        opening.restBeforeSorting = .never
        return opening
    }

    /// Stores batches of eight, one after the other, as fast as the store takes them; each makes about seven pages of log.
    private func append(_ batches: Range<Int>, to store: SQLiteStore) async throws {
        let content = String(repeating: "x", count: 4000)
        for batch in batches {
            let stored = try await store.append((0..<8).map { sample(batch * 8 + $0 + 1, content: content) })
            #expect(stored.allSatisfy { $0 == .stored })
        }
    }

    @Test("a writer that never rests does not let the log grow without end, and a thread beside it does the work")
    func bounded() async throws {
        let folder = try TemporaryFolder()
        var opening = shortLog(folder)
        let rounds = Switch(0)
        opening.hooks.checkpointed = { rounds.update { $0 += 1 } }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            try await append(0..<300, to: store)
            let size = try folder.size("store.db-wal")
            #expect(size <= (200 + 30) * Self.pageAndHead, "at 200 pages the writer waits; one commit may pass that")
            #expect(rounds.current > 0)
            #expect(try await store.counts().total == 2400)
        }
        try expectTrueStandings(folder)
    }

    @Test("a log that SQLite starts anew in a pause is brought in by the thread again, and not by the writer in one go")
    func startedAnew() async throws {
        let folder = try TemporaryFolder()
        var opening = shortLog(folder)
        let rounds = Switch(0)
        opening.hooks.checkpointed = { rounds.update { $0 += 1 } }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            var commits = 0
            func commit() async throws {
                commits += 1
                _ = try await store.append([sample(commits)])
            }
            while try folder.size("store.db-wal") < 50 * Self.pageAndHead { try await commit() }
            // Nobody writes until all of it is in the database: the next commit starts the log anew.
            try await poll("the first checkpoint") { rounds.current == 1 ? () : nil }
            for _ in 0..<commits + 3 { try await commit() }
            try await poll("the second checkpoint", limit: 10) { rounds.current == 2 ? () : nil }
        }
    }

    @Test("someone who reads an old state for long holds up no commit, and afterwards the log is short again")
    func longRead() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(shortLog(folder))
        try await closing(store) { () async throws in
            try await append(0..<1, to: store)
            let reader = try rawConnection(folder)
            try reader.execute("BEGIN")
            #expect(try reader.integer("SELECT count(*) FROM submissions") == 8)
            try await append(1..<200, to: store)
            let size = try folder.size("store.db-wal")
            #expect(size > 600 * Self.pageAndHead, "the log cannot start anew under a reader")
            #expect(try reader.integer("SELECT count(*) FROM submissions") == 8)
            try reader.execute("COMMIT")
            try await append(200..<400, to: store)
            let statement = try Statement("PRAGMA wal_checkpoint(PASSIVE)", on: reader)
            #expect(try statement.step())
            #expect(statement.integer(1) < 600, "pages of the log in use")
        }
    }

    @Test("closing brings everything into the database, and leaves no log behind")
    func closed() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(shortLog(folder))
        try await append(0..<60, to: store)
        await store.close()
        #expect(throws: (any Error).self) { try folder.size("store.db-wal") }
        #expect(try rawConnection(folder).integer("SELECT count(*) FROM submissions") == 480)
    }

    @Test("SQLite writes the log back inside a commit for tools only, which have no thread for it")
    func roles() async throws {
        let folder = try TemporaryFolder()
        let service = try opening(folder).writing()
        #expect(try service.integer("PRAGMA wal_autocheckpoint") == 0)
        let tool = try opening(folder, role: .tool).writing()
        #expect(try tool.integer("PRAGMA wal_autocheckpoint") == 1000)
    }
}
