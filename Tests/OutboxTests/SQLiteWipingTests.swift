import Foundation
import Outbox
import TestKit
import Testing

@testable import OutboxSQLite

@Suite("What is left of a person in SQLite's files")
struct SQLiteWipingTests {
    private static let person = "marker-person@example.net"

    /// Ends the attempts of many in an order that is none, with what the CRM said of each person: pages of rows are split again and again,
    /// and keep what was moved to another.
    private func fill(_ store: SQLiteStore) async throws {
        let numbers = Array(1...600)
        _ = try await store.append(numbers.map { sample($0, content: "email=\(text(of: $0))") })
        var claims = try await store.claimDue(at: moment(1000), limit: 600)
        try #require(claims.count == 600)
        claims.sort { $0.id.high &* 0x9E37_79B9_7F4A_7C15 < $1.id.high &* 0x9E37_79B9_7F4A_7C15 }
        for claim in claims {
            let words = text(of: Int(claim.id.high >> 16))
            try await store.record(
                claim.ended(.refused, words), of: claim, then: .failed(reason: words, problems: Array(words.utf8)))
        }
    }

    private func text(of number: Int) -> String {
        let name = number.isMultiple(of: 3) ? Self.person : "someone-\(number)@example.org"
        return "\(name) \(String(repeating: "is known already, ", count: number % 40))\(number)"
    }

    /// How often the person's address stands in a file.
    private func traces(_ folder: TemporaryFolder, _ name: String) throws -> Int {
        guard folder.exists(name) else { return 0 }
        let bytes = try Data(contentsOf: folder.url.appending(path: name))
        var (count, place) = (0, bytes.startIndex)
        while let found = bytes.range(of: Data(Self.person.utf8), in: place..<bytes.endIndex) {
            (count, place) = (count + 1, found.upperBound)
        }
        return count
    }

    /// Waits for whoever is at the log.
    private func emptyLog(of store: SQLiteStore) async throws {
        try await poll("an empty log") {
            try await store.ask { session throws(StoreError) in try session.connection.emptyLog() } ? () : nil
        }
    }

    @Test("after a person was erased, neither the file nor its log holds a byte of theirs, and all else is whole")
    func erased() async throws {
        let folder = try TemporaryFolder()
        let service = try await SQLiteStore.open(opening(folder))
        try await closing(service) { () async throws in
            try await fill(service)
            // Beside the service, as a tool does it.
            let tool = try await SQLiteStore.open(opening(folder, role: .tool))
            try await closing(tool) { () async throws in
                let theirs = (1...600).filter { $0.isMultiple(of: 3) }
                #expect(try await tool.erase(theirs.map { id($0) }).submissions.count == 200)
                try await emptyLog(of: tool)
                #expect(try traces(folder, "store.db") > 0, "nothing was moved: this shows nothing")
                #expect(try await tool.clearHistory())
                #expect(try traces(folder, "store.db") == 0)
                #expect(try traces(folder, "store.db-wal") == 0)
            }
            // Pages that the service had in memory do not bring it back.
            _ = try await service.append((700...900).map { sample($0) })
            let some = try await service.claimDue(at: moment(9000), limit: 150)
            for claim in some {
                try await service.record(claim.ended(.made), of: claim, then: .delivered(dealID: 1, leadID: 2))
            }
            #expect(try await service.retry((1...600).map { id($0) }, at: moment(9000)).count == 400)
            try await emptyLog(of: service)
            #expect(try traces(folder, "store.db") == 0)
            for number in 1...600 where !number.isMultiple(of: 3) {
                #expect(try await service.attempts(of: id(number)).first?.detail == text(of: number))
            }
        }
        let report = try await SQLiteFile.verify(folder.path("store.db"))
        #expect(report.problems.isEmpty)
    }

    @Test("posts are taken while gaps are overwritten, and the file stays sound")
    func beside() async throws {
        let folder = try TemporaryFolder()
        let service = try await SQLiteStore.open(opening(folder))
        try await closing(service) { () async throws in
            try await fill(service)
            let tool = try await SQLiteStore.open(opening(folder, role: .tool))
            try await closing(tool) { () async throws in
                async let posting: Void = {
                    for start in stride(from: 1000, to: 3000, by: 4) {
                        _ = try await service.append((start..<start + 4).map { sample($0) })
                    }
                }()
                for number in stride(from: 3, to: 600, by: 60) {
                    _ = try await tool.erase([id(number)])
                    #expect(try await tool.clearHistory())
                }
                try await posting
            }
            #expect(try await service.counts().total == 600 - 10 + 2000)
        }
        #expect(try await SQLiteFile.verify(folder.path("store.db")).problems.isEmpty)
    }

    @Test("only pages of rows are touched, as SQLite itself counts them")
    func pages() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            try await fill(store)
            _ = try await store.append((1000...1600).map { sample($0, content: String(repeating: "x", count: 20_000)) })
            try await emptyLog(of: store)
        }
        let connection = try rawConnection(folder)
        let rows = try Statement("SELECT pageno FROM dbstat WHERE pagetype <> 'overflow'", on: connection)
        var known: Set<Int> = []
        while try rows.step() { known.insert(Int(rows.integer(0))) }
        let room = try #require(try PageRoom(header: connection.read(100, at: 0)))
        let count = try connection.sizeOfFile() / room.pageSize
        #expect(count > 1700, "too few pages for a second pointer map")
        var stained = 0
        for number in 1...count {
            let page = try connection.read(room.pageSize, at: (number - 1) * room.pageSize)
            let ranges = room.ranges(in: page, number: number)
            if !ranges.isEmpty { stained += 1 }
            #expect(ranges.isEmpty || known.contains(number), "page \(number) holds no rows")
        }
        #expect(stained > 10)
    }
}
