import Foundation
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("Opening a SQLite store")
struct SQLiteOpeningTests {
    private func open(_ opening: Opening) async throws {
        let store = try await SQLiteStore.open(opening)
        await store.close()
    }

    private func error(_ opening: Opening) async throws -> StoreError {
        try #require(await #expect(throws: StoreError.self) { try await open(opening) })
    }

    @Test("each connection that writes syncs every commit")
    func durable() throws {
        let folder = try TemporaryFolder()
        let connection = try opening(folder).writing()
        #expect(try connection.text("PRAGMA journal_mode") == "wal")
        #expect(try connection.integer("PRAGMA synchronous") == 2)
        #expect(try connection.integer("PRAGMA application_id") == 0x4242_7267)
        #expect(try connection.integer("PRAGMA user_version") == 1)
        #expect(try connection.integer("PRAGMA auto_vacuum") == 2)
        #expect(try connection.integer("PRAGMA page_size") == 8192)
    }

    @Test(
        "a database that would answer before the disk has it is not used",
        arguments: ["PRAGMA synchronous = NORMAL", "PRAGMA synchronous = OFF", "PRAGMA journal_mode = DELETE"])
    func notDurable(setting: String) async throws {
        var opening = opening(try TemporaryFolder())
        opening.hooks.whenOpened = [setting]
        #expect(try await error(opening).code == .notDurable)
    }

    @Test("the file is for its owner's eyes only")
    func permissions() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        _ = try await store.append([sample(1)])
        for name in ["store.db", "store.db-wal", "store.db.lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        await store.close()
    }

    @Test("a folder that is not there is told as that")
    func noFolder() async throws {
        let folder = try TemporaryFolder()
        let error = try await error(opening(folder, "nowhere/store.db"))
        #expect(error.code == .cannotOpen)
        #expect(error.description.contains("there is no folder for \(folder.path("nowhere/store.db"))"))
    }

    @Test("a second service is kept out and told why, until the first one closes")
    func secondService() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        let error = try await error(opening(folder))
        #expect(error.code == .alreadyServed)
        #expect(error.description.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
        #expect(error.description.contains("store.db"))
        #expect(try await store.append([sample(1)]) == [.stored])
        await store.close()
        try await open(opening(folder))
    }

    @Test("what was stored is there after a reopening, and the log is gone")
    func reopen() async throws {
        let folder = try TemporaryFolder()
        let first = try await SQLiteStore.open(opening(folder))
        _ = try await first.append((1...100).map { sample($0) })
        await first.close()
        #expect(!folder.exists("store.db-wal"))
        let second = try await SQLiteStore.open(opening(folder))
        #expect(try await second.latestID() == id(100))
        #expect(try await second.counts()[.pending] == 100)
        await second.close()
        try expectTrueStandings(folder)
    }

    @Test("an empty file becomes a store")
    func emptyFile() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "store.db")
        try await open(opening(folder))
    }

    @Test("an older store is brought up to date, with what is in it")
    func migration() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        _ = try await store.append([sample(1)])
        await store.close()
        var newer = opening(folder)
        newer.schema = Schema(steps: Schema.current.steps + ["ALTER TABLE submissions ADD COLUMN note TEXT"])
        var tool = newer
        tool.configuration.role = .tool
        let refusal = try await error(tool)
        #expect(refusal.code == .otherVersion && refusal.description.contains("start the service once"))
        let migrated = try await SQLiteStore.open(newer)
        #expect(try await migrated.submission(id(1))?.content == sample(1).content)
        #expect(await migrated.isReady())
        await migrated.close()
        #expect(try rawConnection(folder).integer("PRAGMA user_version") == 2)
    }

    @Test("a migration that fails leaves the older store as it was")
    func failedMigration() async throws {
        let folder = try TemporaryFolder()
        try await open(opening(folder))
        var newer = opening(folder)
        newer.schema = Schema(steps: Schema.current.steps + ["CREATE TABLE extra (a); CREATE TABLE attempts (a)"])
        _ = try await error(newer)
        #expect(try rawConnection(folder).integer("PRAGMA user_version") == 1)
        #expect(try rawConnection(folder).integer("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0)
        try await open(opening(folder))
    }

    @Test("a store of a newer program is refused, and told")
    func newerVersion() async throws {
        let folder = try TemporaryFolder()
        try await open(opening(folder))
        try rawConnection(folder).execute("PRAGMA user_version = 99")
        for role in [SQLiteRole.service, .tool] {
            let refusal = try await error(opening(folder, role: role))
            #expect(refusal.code == .otherVersion)
            #expect(refusal.description.contains("version 99, made by a newer program; this one knows up to 1"))
        }
    }

    @Test("a file that is no database is refused and left alone")
    func notADatabase() async throws {
        let folder = try TemporaryFolder()
        let text = String(repeating: "no database at all\n", count: 100)
        try folder.write(text, to: "store.db")
        let refusal = try await error(opening(folder))
        #expect(refusal.code == .notAStore && refusal.description.contains("no SQLite database"))
        #expect(try String(contentsOfFile: folder.path("store.db"), encoding: .utf8) == text)
    }

    @Test("another program's database is refused and left alone")
    func otherProgram() async throws {
        let folder = try TemporaryFolder()
        try rawConnection(folder).execute("CREATE TABLE theirs (a)")
        let refusal = try await error(opening(folder))
        #expect(refusal.code == .notAStore && refusal.description.contains("another program"))
        #expect(try rawConnection(folder).text("SELECT group_concat(name) FROM sqlite_schema") == "theirs")
    }

    @Test("a folder that is missing or cannot be written is named", arguments: ["missing/store.db", "closed/store.db"])
    func folderTrouble(name: String) async throws {
        let folder = try TemporaryFolder()
        let closed = folder.path("closed")
        try FileManager.default.createDirectory(
            atPath: closed, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
        var opening = opening(folder, name)
        // Permissions do not stop root; nobody makes a file in /proc.
        if name.hasPrefix("closed"), FileManager.default.isWritableFile(atPath: closed) {
            opening.configuration.path = "/proc/store.db"
        }
        let refusal = try await error(opening)
        #expect(refusal.code == .cannotOpen)
        #expect(refusal.description.contains(opening.configuration.path))
    }

    @Test("a tool makes no store where there is none")
    func toolWithoutStore() async throws {
        let folder = try TemporaryFolder()
        let refusal = try await error(opening(folder, role: .tool))
        #expect(refusal.code == .notFound && refusal.description.contains("store.db"))
        #expect(!folder.exists("store.db") && !folder.exists("store.db.lock"))
    }
}
