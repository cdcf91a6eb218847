import Foundation
import Outbox
import TestKit
import Testing

@testable import OutboxSQLite

@Suite("A tool beside a running service")
struct SQLiteToolTests {
    @Test("what a tool retries, the service finds due")
    func retry() async throws {
        let folder = try TemporaryFolder()
        let service = try await SQLiteStore.open(opening(folder))
        try await closing(service) { () async throws in
            _ = try await service.append([sample(1, state: .held), sample(2)])
            let tool = try await SQLiteStore.open(opening(folder, role: .tool))
            try await closing(tool) { () async throws in
                #expect(try await tool.list(SubmissionFilter()).map(\.id) == [id(2), id(1)])
                #expect(try await tool.retry([id(1)], at: moment(1)) == [id(1)])
                #expect(try await service.nextDue() == moment(1))
            }
            // The tool's leaving does not touch what the service has open.
            #expect(try await service.append([sample(3)]) == [.stored])
            #expect(try await service.claimDue(at: moment(9), limit: 9).map(\.id) == [id(1), id(2), id(3)])
        }
        try expectTrueStandings(folder)
    }

    @Test("a tool and a service write at the same time, and nothing is lost")
    func together() async throws {
        let folder = try TemporaryFolder()
        let service = try await SQLiteStore.open(opening(folder))
        try await closing(service) { () async throws in
            _ = try await service.append((1...100).map { sample($0, state: .held) })
            let tool = try await SQLiteStore.open(opening(folder, role: .tool))
            try await closing(tool) { () async throws in
                async let retried: Int = {
                    var changed = 0
                    for number in 1...100 { changed += try await tool.retry([id(number)], at: moment(5)).count }
                    return changed
                }()
                for number in 101...200 { #expect(try await service.append([sample(number)]) == [.stored]) }
                #expect(try await retried == 100)
            }
            #expect(try await service.counts()[.pending] == 200)
        }
        try expectTrueStandings(folder)
    }

    @Test(
        "a service whose log was cut to nothing keeps its lock on the log's index: the next tool would cut the index under its feet"
    )
    func lockOfIndex() async throws {
        let folder = try TemporaryFolder()
        let service = try await SQLiteStore.open(opening(folder))
        try await closing(service) { () async throws in
            _ = try await service.append((1...40).map { sample($0) })
            // The system's list of locks, of which others come and go, may leave one out for once.
            let before = try await poll("a lock on the index") {
                let locks = try locksOfIndex(folder)
                return locks.isEmpty ? nil : locks
            }
            #expect(try await service.clearHistory())
            // The next commit finds a log that is shorter than the last one left it, and asks the index why.
            #expect(try await service.append([sample(41)]) == [.stored])
            try await poll("the same lock") { try locksOfIndex(folder) == before ? () : nil }
        }
    }

    /// The lasting lock that a process holds on the index while it has the store open (SQLite, os_unix.c: UNIX_SHM_DMS is byte 128), as the
    /// system tells it.
    private func locksOfIndex(_ folder: TemporaryFolder) throws -> [Substring] {
        let index = try #require(FileIdentity.file(folder.path("store.db-shm")))
        let locks = try String(decoding: Data(contentsOf: URL(fileURLWithPath: "/proc/locks")), as: UTF8.self)
        return locks.split(separator: "\n").map { $0.drop { $0 != " " } }
            .filter { $0.hasSuffix(":\(index.inode) 128 128") }
    }
}
