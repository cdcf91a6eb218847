import Foundation
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("A SQLite store whose file is damaged")
struct SQLiteDamageTests {
    private func alarmed(_ opening: Opening) -> (opening: Opening, alarms: Switch<[String]>) {
        let alarms = Switch<[String]>([])
        var opening = opening
        opening.configuration.alarm = { words in alarms.update { $0.append(words) } }
        return (opening, alarms)
    }

    private func store(_ folder: TemporaryFolder, rows: Int) async throws {
        let store = try await SQLiteStore.open(opening(folder))
        for start in stride(from: 1, to: rows, by: 100) {
            _ = try await store.append((start..<start + 100).map { sample($0) })
        }
        await store.close()
    }

    private func asides(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.contains(".damaged-") }
            .sorted()
    }

    @Test("at the start it is put aside whole, under a name with the time, and a new one is begun, loudly")
    func atStart() async throws {
        let folder = try TemporaryFolder()
        try await store(folder, rows: 100)
        var bytes = try Data(contentsOf: folder.url.appending(path: "store.db"))
        bytes.replaceSubrange(0..<100, with: Data(repeating: 0x5A, count: 100))
        try bytes.write(to: folder.url.appending(path: "store.db"))
        let (opening, alarms) = alarmed(opening(folder))
        let new = try await SQLiteStore.open(opening)
        try await closing(new) { () async throws in
            #expect(try await new.append([sample(1)]) == [.stored])
            #expect(try await new.counts().total == 1)
            #expect(try asides(folder) == ["store.db.damaged-19700101T000117Z"])
            let aside = try Data(contentsOf: folder.url.appending(path: "store.db.damaged-19700101T000117Z"))
            #expect(aside == bytes)
            #expect(alarms.current.count == 1)
            #expect(alarms.current.first?.contains("store.db.damaged-19700101T000117Z") == true)
            #expect(try folder.permissions("store.db") == 0o600)
            #expect(SQLiteFile.putAside(of: folder.path("store.db")) == (try asides(folder).map(folder.path)))
        }
    }

    @Test("damage that the work does not meet is found by a look at the whole file")
    func unseen() async throws {
        let folder = try TemporaryFolder()
        try await store(folder, rows: 400)
        let path = folder.path("store.db")
        #expect(await SQLiteFile.isSound(path))
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            try await Self.scribble(store, folder)
            #expect(await !SQLiteFile.isSound(path))
            #expect(SQLiteFile.putAside(of: path).isEmpty)
        }
        #expect(await SQLiteFile.isSound(folder.path("none.db")))
    }

    @Test("one that was cut to nothing is put aside with its log, which SQLite would delete")
    func cutToNothing() async throws {
        let folder = try TemporaryFolder()
        let living = try await SQLiteStore.open(opening(folder, "living.db"))
        _ = try await living.append([sample(1)])
        try folder.copy("living.db-wal", to: "store.db-wal")
        await living.close()
        try folder.write("", to: "store.db")
        let (opening, alarms) = alarmed(opening(folder))
        let new = try await SQLiteStore.open(opening)
        try await closing(new) { () async throws in
            #expect(try await new.append([sample(2)]) == [.stored])
        }
        #expect(try asides(folder) == ["store.db.damaged-19700101T000117Z", "store.db.damaged-19700101T000117Z-wal"])
        #expect(alarms.current.count == 1)
    }

    @Test("a log that another hand cuts while it is in use is noticed by the next commit, and not by SQLite's own cuts")
    func cutLog() async throws {
        let folder = try TemporaryFolder()
        let (opening, alarms) = alarmed(opening(folder))
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            for start in stride(from: 1, to: 400, by: 100) {
                _ = try await store.append((start..<start + 100).map { sample($0) })
            }
            let other = try rawConnection(folder)
            try other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try Data(contentsOf: folder.url.appending(path: "store.db-wal")).isEmpty)
            #expect(try await store.append([sample(1001)]) == [.stored])
            #expect(try await store.append([sample(1002)]) == [.stored])
            let log = try FileHandle(forWritingTo: folder.url.appending(path: "store.db-wal"))
            try log.truncate(atOffset: 0)
            await #expect(throws: StoreError.self) { try await store.append([sample(1003)]) }
            #expect(try await store.append([sample(1004)]) == [.stored])
        }
        #expect(try asides(folder).contains("store.db.damaged-19700101T000117Z"))
        #expect(alarms.current.count == 1)
    }

    @Test(
        "while it is in use: what fails is told, then it is put aside, and a second one does not take the first one's place"
    )
    func inUse() async throws {
        let folder = try TemporaryFolder()
        for round in 1...2 {
            try await store(folder, rows: 400)
            let (opening, alarms) = alarmed(opening(folder))
            let store = try await SQLiteStore.open(opening)
            try await closing(store) { () async throws in
                let claim = try #require(try await store.claimDue(at: moment(500), limit: 1).first)
                try await Self.scribble(store, folder)
                // What is in memory hides it for a while; the first word of SQLite's makes the store look.
                await #expect(throws: StoreError.self) { try await SQLiteDamageTests.sayDamaged(store) }
                #expect(try await store.append([sample(9001)]) == [.stored])
                #expect(try await store.list(SubmissionFilter(limit: 1)).map(\.id) == [id(9001)])
                await #expect(throws: StoreError.claimLost(claim)) {
                    try await store.record(claim.ended(.made), of: claim, then: .delivered(dealID: 1, leadID: 1))
                }
                #expect(alarms.current.count == 1)
                #expect(try asides(folder).filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.count == round)
            }
            for name in ["store.db"] { try folder.remove(name) }
        }
    }

    @Test("what only a reader finds is put aside too, though the writer has all it needs in memory")
    func foundByReader() async throws {
        let folder = try TemporaryFolder()
        try await store(folder, rows: 400)
        let (opening, alarms) = alarmed(opening(folder))
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            try await Self.scribble(store, folder)
            await #expect(throws: StoreError.self) { try await store.list(SubmissionFilter(limit: 500)) }
            let deadline = ContinuousClock.now + .seconds(30)
            // The writer is told after whoever asked.
            while alarms.current.isEmpty, ContinuousClock.now < deadline { _ = await store.isReady() }
            #expect(alarms.current.count == 1)
            #expect(try await store.append([sample(9001)]) == [.stored])
            #expect(try await store.list(SubmissionFilter()).map(\.id) == [id(9001)])
        }
    }

    private static func sayDamaged(_ store: SQLiteStore) async throws {
        try await store.change { (_: WriteSession) throws(StoreError) -> Void in
            throw StoreError(.damaged, "for a test")
        }
    }

    /// Writes over all pages but the first, as a disk gone mad.
    private static func scribble(_ store: SQLiteStore, _ folder: TemporaryFolder) async throws {
        #expect(try await store.clearHistory())
        let file = try FileHandle(forWritingTo: folder.url.appending(path: "store.db"))
        let size = try folder.size("store.db")
        try file.seek(toOffset: 8192)
        try file.write(contentsOf: Data(repeating: 0xA5, count: size - 8192))
        try file.close()
    }

    @Test("a single bad word of SQLite's is no reason to begin a new store")
    func falseAlarm() async throws {
        let folder = try TemporaryFolder()
        let (opening, alarms) = alarmed(opening(folder))
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append([sample(1)])
            let error = await #expect(throws: StoreError.self) {
                try await Self.sayDamaged(store)
            }
            #expect(error?.code == .damaged)
            #expect(try await store.append([sample(2)]) == [.stored])
            #expect(try await store.counts().total == 2)
            #expect(alarms.current.isEmpty)
        }
    }

    @Test("a file that no service had is refused and left alone: a setting may name the wrong one")
    func notOurs() async throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "a letter to a friend\n", count: 100), to: "letter.txt")
        let (opening, alarms) = alarmed(opening(folder, "letter.txt"))
        let error = await #expect(throws: StoreError.self) { try await SQLiteStore.open(opening) }
        #expect(error?.code == .notAStore)
        #expect(folder.exists("letter.txt") && alarms.current.isEmpty)
        #expect(try asides(folder).isEmpty)
    }

    @Test("a second service is kept out though the lock file was removed, and let in when the first has closed")
    func removedLock() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            try folder.remove("store.db.lock")
            let error = await #expect(throws: StoreError.self) { try await SQLiteStore.open(opening(folder)) }
            #expect(error?.code == .alreadyServed)
            #expect(try await store.append([sample(1)]) == [.stored])
            // SQLite's own locks are still there: nobody else writes while a transaction is open.
            #expect(await store.isReady())
        }
        let second = try await SQLiteStore.open(opening(folder))
        #expect(try await second.counts().total == 1)
        await second.close()
    }
}

@Suite("What SQLite's check finds")
struct CheckWordsTests {
    @Test(
        "a page that could not be read says nothing of what is in it; every other finding is damage",
        arguments: [
            ("*** in database main ***\nTree 3 page 5: unable to get the page. error code=266", true),
            ("Page 719: unable to get the page. error code=8458", true),
            ("Tree 3 page 5 cell 2: unable to get the page. error code=522", false),
            ("*** in database main ***\nFreelist: failed to get page 7", true),
            ("Tree 3 page 5: unable to get the page. error code=11", false),
            ("Tree 3 page 5: unable to get the page. error code=267", false),
            ("Tree 3 page 5: btreeInitPage() returns error code 11", false),
            ("Tree 3 page 5 cell 0: Rowid 7 out of order", false), ("row 3 missing from index a", false),
        ])
    func words(found: String, isUnread: Bool) {
        #expect(Connection.tellsOfUnread(found) == isUnread)
    }
}
