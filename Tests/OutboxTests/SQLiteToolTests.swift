import Outbox
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
}
