import Outbox
import Testing

@testable import OutboxSQLite

@Suite("A SQLite store in trouble")
struct SQLiteFailureTests {
    @Test("a full disk gives errors and stores nothing by halves, and it is well again when there is room")
    func full() async throws {
        let folder = try TemporaryFolder()
        let pages = Switch("PRAGMA max_page_count = 1000000")
        var opening = opening(folder)
        opening.hooks.beforeTransaction = { pages.current }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1)])
            let claim = try #require(try await store.claimDue(at: moment(5), limit: 1).first)
            pages.set("PRAGMA max_page_count = 10")
            for round in 1...3 {
                let batch = (0..<200).map { sample(round * 1000 + $0) }
                let error = await #expect(throws: StoreError.self) { try await store.append(batch) }
                #expect(error?.code == .full)
                #expect(try await store.counts().total == 1)
                #expect(try await store.list(SubmissionFilter()).map(\.id) == [id(1)])
            }
            pages.set("PRAGMA max_page_count = 1000000")
            #expect(await store.isReady())
            let batch = (0..<200).map { sample(9000 + $0) }
            #expect(try await store.append(batch).allSatisfy { $0 == .stored })
            try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 4, leadID: 5))
            #expect(try await store.counts().total == 201)
        }
        try expectTrueStandings(folder)
    }

    @Test(
        "a file that is removed or replaced while it is in use is never answered from, and what it held is there again, or beside it",
        arguments: [false, true], [false, true])
    func removed(replaced: Bool, withLog: Bool) async throws {
        let folder = try TemporaryFolder()
        let alarms = Switch<[String]>([])
        var opening = opening(folder)
        opening.configuration.alarm = { words in alarms.update { $0.append(words) } }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1)])
            try folder.remove("store.db")
            if withLog { for name in ["store.db-wal", "store.db-shm"] { try folder.remove(name) } }
            if replaced { try folder.write("", to: "store.db") }
            let error = await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
            #expect(error?.code == .inputOutput)
            // Loudly once; what is answered from here on is in the file that has the name.
            #expect(alarms.current.count == 1)
            #expect(try await store.append([sample(3)]) == [.stored])
            #expect(try folder.permissions("store.db") == (replaced ? 0o644 : 0o600))
        }
        let reopened = try await SQLiteStore.open(opening)
        try await closing(reopened) { () async throws in
            #expect(try await reopened.list(SubmissionFilter()).map(\.id) == (replaced ? [id(3)] : [id(3), id(1)]))
        }
        guard replaced else { return }
        let name = folder.path("store.db.removed-19700101T000117Z")
        #expect(alarms.current.first?.contains(name) == true)
        let saved = try await SQLiteFile.salvage(name, into: folder.path("store.db"), at: moment(0))
        #expect(saved == SQLiteFile.Salvaged(found: 1, added: 1, held: 1, isWhole: true))
    }

    @Test(
        "what was under way in an old copy that was put in the store's place may have been made since, and is looked for"
    )
    func replacedByCopy() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1)])
            let claim = try #require(try await store.claimDue(at: moment(10), limit: 1).first)
            _ = try await SQLiteFile.backup(folder.path("store.db"), to: folder.path("copy.db"))
            try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 4, leadID: 5))
            try folder.remove("store.db")
            try folder.copy("copy.db", to: "store.db")
            await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
            #expect(try await store.append([sample(3)]) == [.stored])
            #expect(try await store.attempts(of: id(1)).map(\.outcome) == [.interrupted])
            #expect(try await store.uncertain().map(\.id) == [id(1)])
        }
    }

    @Test(
        "a log that is removed while it is in use is never answered from, and what was in it is in the store afterwards"
    )
    func removedLog() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1)])
            // As a service does when it starts.
            #expect(try await store.latestID() == id(1))
            try folder.remove("store.db-wal")
            let error = await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
            #expect(error?.code == .inputOutput)
            #expect(try await store.append([sample(3)]) == [.stored])
            #expect(try await store.list(SubmissionFilter()).map(\.id) == [id(3), id(1)])
        }
    }

    @Test("a commit that fails fails everything in it, and the next one is good")
    func failedCommit() async throws {
        let folder = try TemporaryFolder()
        var opening = opening(folder)
        // A foreign key that is looked at when the transaction commits, broken by rows of one form.
        opening.hooks.whenOpened = [
            "CREATE TABLE IF NOT EXISTS parent (id INTEGER PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS child (id REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TEMP TRIGGER poison AFTER INSERT ON submissions WHEN NEW.form = 'poison' BEGIN "
                + "INSERT INTO child VALUES (1); END",
            "PRAGMA foreign_keys = ON",
        ]
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            let gate = Gate()
            await gate.hold(store, with: 1)
            let answers = Switch<[Result<[Appended], StoreError>]>([])
            store.append([sample(2)]) { result in answers.update { $0.append(result) } }
            store.append([sample(3, form: "poison")]) { result in answers.update { $0.append(result) } }
            await withCheckedContinuation { answered in
                store.append([sample(4)]) { result in
                    answers.update { $0.append(result) }
                    answered.resume()
                }
                gate.open()
            }
            #expect(try await store.append([sample(5)]) == [.stored])
            #expect(answers.current.count == 3)
            for answer in answers.current { #expect(throws: StoreError.self) { try answer.get() } }
            #expect(try await store.list(SubmissionFilter()).map(\.id) == [id(5), id(1)])
        }
        try expectTrueStandings(folder)
    }

    @Test("a row that is refused in the middle of a batch leaves nothing of the batch")
    func refusedRow() async throws {
        let folder = try TemporaryFolder()
        var opening = opening(folder)
        opening.hooks.whenOpened = [
            "CREATE TEMP TRIGGER no BEFORE INSERT ON submissions WHEN NEW.form = 'poison' BEGIN "
                + "SELECT raise(ABORT, 'not wanted'); END"
        ]
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            let batch = (1...30).map { sample($0, form: $0 == 20 ? "poison" : "contact") }
            let error = await #expect(throws: StoreError.self) { try await store.append(batch) }
            #expect(error?.code == .refused)
            #expect(try await store.counts().total == 0)
            #expect(try await store.append([sample(1)]) == [.stored])
        }
        try expectTrueStandings(folder)
    }

    @Test("a database that cannot be written is told, and not ready")
    func readOnly() async throws {
        let setting = Switch("PRAGMA query_only = ON")
        var opening = opening(try TemporaryFolder())
        opening.hooks.beforeTransaction = { setting.current }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            let error = await #expect(throws: StoreError.self) { try await store.append([sample(1)]) }
            #expect(error?.code == .readOnly)
            #expect(await !store.isReady())
            #expect(try await store.nextDue() == nil)
            setting.set("PRAGMA query_only = OFF")
            #expect(await store.isReady())
        }
    }

    @Test("someone who keeps the database too long is waited for, and then told of")
    func busy() async throws {
        let folder = try TemporaryFolder()
        var opening = opening(folder)
        opening.configuration.patience = .milliseconds(20)
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            do {
                let other = try rawConnection(folder)
                try other.execute("BEGIN IMMEDIATE")
                let error = await #expect(throws: StoreError.self) { try await store.append([sample(1)]) }
                #expect(error?.code == .busy)
                try other.execute("ROLLBACK")
            }
            #expect(try await store.append([sample(1)]) == [.stored])
        }
    }

    @Test("a database that goes bad while open gives errors until it is whole again")
    func cannotReopen() async throws {
        let folder = try TemporaryFolder()
        let sql = Switch<String?>(nil)
        var opening = opening(folder)
        opening.hooks.beforeTransaction = { sql.current }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1)])
            try rawConnection(folder).execute("PRAGMA user_version = 99")
            sql.set("not even SQL")
            await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
            sql.set(nil)
            for _ in 1...2 {
                let error = await #expect(throws: StoreError.self) { try await store.append([sample(2)]) }
                #expect(error?.code == .otherVersion)
                await #expect(throws: StoreError.self) { try await store.nextDue() }
            }
            try rawConnection(folder).execute("PRAGMA user_version = 1")
            #expect(try await store.append([sample(2)]) == [.stored])
        }
    }

    @Test("no error says what a submission holds")
    func discreet() async throws {
        var opening = opening(try TemporaryFolder())
        opening.hooks.whenOpened = [
            "CREATE TEMP TRIGGER no BEFORE INSERT ON submissions BEGIN SELECT raise(ABORT, 'not wanted'); END"
        ]
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            let new = sample(1, content: "email=ada@example.com", deal: "ada@example.com", repeatKey: "ada@example.com")
            let error = try #require(await #expect(throws: StoreError.self) { try await store.append([new]) })
            #expect(error.description.contains("not wanted"))
            #expect(!error.description.contains("ada"))
        }
    }
}
