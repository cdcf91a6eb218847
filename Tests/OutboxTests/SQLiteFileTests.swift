import Foundation
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("A store's file as a whole")
struct SQLiteFileTests {
    /// 1 delivered, 2 failed, 3 under way, 4 and 5 pending, 5 without a standing yet.
    private func fill(_ store: SQLiteStore) async throws {
        _ = try await store.append((1...4).map { sample($0) })
        let claims = try await store.claimDue(at: moment(10), limit: 3)
        try await store.record(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 7, leadID: 8))
        try await store.record(claims[1].ended(.refused), of: claims[1], then: .failed(reason: "phone: too long"))
        _ = try await store.append([sample(5)])
    }

    @Test("a backup is made while posts come in: it is sound, of one moment, and one file")
    func backup() async throws {
        let folder = try TemporaryFolder()
        var service = opening(folder)
        service.restBeforeSorting = .never
        let store = try await SQLiteStore.open(service)
        try await closing(store) { () async throws in
            try await fill(store)
            let isWriting = Switch(true)
            async let writing: Int = {
                var number = 100
                while isWriting.current {
                    _ = try await store.append([sample(number)])
                    number += 1
                }
                return number - 100
            }()
            var reports: [SQLiteFile.Report] = []
            for round in 1...5 {
                reports.append(
                    try await SQLiteFile.backup(folder.path("store.db"), to: folder.path("copy\(round).db")))
            }
            isWriting.set(false)
            let written = try await writing
            for (round, report) in zip(1..., reports) {
                #expect(report.problems.isEmpty)
                #expect(report.counts[.delivered] == 1 && report.counts[.failed] == 1)
                #expect((3...3 + written).contains(report.counts[.pending]))
                #expect(try folder.permissions("copy\(round).db") == 0o600)
                #expect(!folder.exists("copy\(round).db-wal"))
                #expect(try await SQLiteFile.verify(folder.path("copy\(round).db")) == report)
            }
        }
    }

    @Test("a backup overwrites nothing, and leaves nothing where it fails")
    func backupRefusals() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        await store.close()
        try folder.write("mine", to: "mine.txt")
        let error = await #expect(throws: StoreError.self) {
            try await SQLiteFile.backup(folder.path("store.db"), to: folder.path("mine.txt"))
        }
        #expect(error?.description.contains("overwrites nothing") == true)
        await #expect(throws: StoreError.self) {
            try await SQLiteFile.backup(folder.path("nothing.db"), to: folder.path("copy.db"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(Set(names) == ["store.db", "store.db.lock", "mine.txt"])
    }

    @Test(
        "a restore is refused while a service runs; later it takes the store's place, which is kept",
        arguments: [false, true])
    func restore(sendsPending: Bool) async throws {
        let folder = try TemporaryFolder()
        var service = opening(folder)
        service.restBeforeSorting = .never
        let store = try await SQLiteStore.open(service)
        try await closing(store) { () async throws in
            try await fill(store)
            _ = try await SQLiteFile.backup(folder.path("store.db"), to: folder.path("copy.db"))
            _ = try await store.append([sample(6)])
            let error = await #expect(throws: StoreError.self) {
                try await SQLiteFile.restore(folder.path("copy.db"), to: folder.path("store.db"), at: moment(0))
            }
            #expect(error?.code == .alreadyServed)
        }
        let restored = try await SQLiteFile.restore(
            folder.path("copy.db"), to: folder.path("store.db"), sendsPending: sendsPending, reference: "ref",
            at: moment(0))
        #expect(restored.held == (sendsPending ? 0 : 2))
        let kept = try #require(restored.keptAs)
        #expect(kept == folder.path("store.db.before-restore-19700101T000000Z"))
        #expect(try await SQLiteFile.verify(kept).counts.total == 6)
        let again = try await SQLiteStore.open(opening(folder))
        try await closing(again) { () async throws in
            #expect(try await again.counts().total == 5)
            let due = try await again.claimDue(at: moment(1000), limit: 9).map(\.id)
            #expect(due == (sendsPending ? [id(4), id(5)] : []))
            if !sendsPending {
                #expect(try await again.submission(id(5))?.reason?.contains("may have been delivered") == true)
                // A person tries it again: it is looked for first.
                #expect(try await again.retry([id(5)], at: moment(2000)) == [id(5)])
                let claim = try await again.claimDue(at: moment(2000), limit: 9).first { $0.id == id(5) }
                #expect(claim?.uncertainty == Uncertainty(since: moment(5), reference: "ref"))
            }
            // What was under way when the copy was made is nobody's any more.
            #expect(try await again.submission(id(3))?.attemptStartedAt == nil)
        }
        #expect(try await SQLiteFile.verify(folder.path("copy.db")).counts[.pending] == 3)
    }

    @Test("a damaged backup is not restored, and the store stays as it was")
    func damagedBackup() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        _ = try await store.append((1...200).map { sample($0) })
        _ = try await SQLiteFile.backup(folder.path("store.db"), to: folder.path("copy.db"))
        await store.close()
        let size = try folder.size("copy.db")
        try folder.copy("copy.db", to: "cut.db", bytes: size - 8192 * 3)
        await #expect(throws: StoreError.self) {
            try await SQLiteFile.restore(folder.path("cut.db"), to: folder.path("store.db"), at: moment(0))
        }
        #expect(try await SQLiteFile.verify(folder.path("store.db")).counts.total == 200)
        let cut = try await SQLiteFile.verify(folder.path("cut.db"))
        #expect(!cut.problems.isEmpty)
    }

    @Test(
        "a look at the file tells of each thing that does not fit",
        arguments: [
            ("DELETE FROM standings WHERE state = 1", "submissions without a standing"),
            ("UPDATE standings SET id_low = 5 WHERE state = 1", "standings without their submission"),
            ("UPDATE standings SET state = 77 WHERE state = 3", "standings of a state that is not known"),
            (
                "UPDATE standings SET due_at = 5 WHERE attempt_started_at IS NOT NULL",
                "pending ones that are neither due"
            ),
            ("UPDATE standings SET due_at = 5 WHERE state = 3", "settled ones that are due"),
            ("UPDATE submissions SET deal = NULL WHERE id >> 16 = 4", "pending ones without a deal"),
            ("DELETE FROM attempts WHERE state = 1", "delivered ones without the attempt"),
            ("UPDATE standings SET attempts = 0", "attempts that their submission does not count"),
            ("INSERT INTO interventions VALUES (1, 1, 1, 1, '', '')", "notes on what people did"),
            ("DELETE FROM sorting", "'sorting' has no single row"),
        ])
    func verify(damage: String, words: String) async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await fill(store)
        await store.close()
        #expect(try await SQLiteFile.verify(folder.path("store.db")).problems.isEmpty)
        try rawConnection(folder).execute(damage)
        let problems = try await SQLiteFile.verify(folder.path("store.db")).problems
        #expect(problems.contains { $0.contains(words) }, "\(problems)")
    }

    @Test("what can be read of a damaged store is brought into a running one: settled as it was, the rest held")
    func salvage() async throws {
        let folder = try TemporaryFolder()
        let old = try await SQLiteStore.open(opening(folder, "old.db"))
        let content = String(repeating: "x", count: 3000)
        try await fill(old)
        _ = try await old.append((100..<500).map { sample($0, state: .unmapped, content: content) })
        await old.close()
        let size = try folder.size("old.db")
        let file = try FileHandle(forWritingTo: folder.url.appending(path: "old.db"))
        try file.seek(toOffset: UInt64(size / 2))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 8192 * 3))
        try file.close()
        let bytes = try Data(contentsOf: folder.url.appending(path: "old.db"))
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            #expect(try await store.append([sample(2)]) == [.stored])
            let first = try await SQLiteFile.salvage(
                folder.path("old.db"), into: folder.path("store.db"), reference: "ref", at: moment(9))
            #expect(!first.isWhole && first.found > 300 && first.added == first.found - 1, "\(first)")
            #expect(first.held >= 3)
            let delivered = try #require(try await store.submission(id(1)))
            #expect(delivered.state == .delivered && delivered.dealID == 7)
            #expect(try await store.attempts(of: id(1)).map(\.outcome) == [.made])
            #expect(try await store.submission(id(4))?.state == .held)
            let unknown = try await store.uncertain().first { $0.id == id(4) }
            #expect(unknown?.uncertainty == Uncertainty(since: moment(4), reference: "ref"))
            #expect(try await store.submission(id(100))?.content == sample(100, content: content).content)
            let again = try await SQLiteFile.salvage(
                folder.path("old.db"), into: folder.path("store.db"), reference: "ref", at: moment(9))
            #expect(again.added == 0)
            #expect(try Data(contentsOf: folder.url.appending(path: "old.db")) == bytes)
        }
        #expect(try await SQLiteFile.verify(folder.path("store.db")).problems.isEmpty)
    }

    private func notice(_ number: Int) -> NewSubmission {
        let plain = sample(number, deal: nil)
        return NewSubmission(
            id: plain.id, form: plain.form, state: .pending, receivedAt: plain.receivedAt, requestID: plain.requestID,
            contentType: "application/json", content: plain.content, reason: nil, awaitsFetch: true)
    }

    /// What of a store cannot be read any more.
    enum Damage: CaseIterable { case rootPage, header, everyRoot }

    @Test("without root pages, or without the header, the rows are found page by page", arguments: Damage.allCases)
    func salvageWithoutRoots(damage: Damage) async throws {
        let folder = try TemporaryFolder()
        let old = try await SQLiteStore.open(opening(folder, "old.db"))
        try await fill(old)
        // Rows of a page and of several.
        let content = String(repeating: "x", count: 30_000)
        let long = (100..<140).map { sample($0, state: .unmapped, content: content + "\($0)") }
        _ = try await old.append(long + (200..<1200).map { sample($0, state: .unmapped) })
        // Two of which a notice came: the answer of one is there, in several pages.
        let answer = Array(#"{"name":"\#(content)"}"#.utf8)
        _ = try await old.append((2000...2001).map { notice($0) })
        let attempt = FetchAttempt(number: 1, startedAt: moment(1), endedAt: moment(2), outcome: .fetched)
        _ = try await old.record(
            FetchEnd(attempt, .unmapped(reason: "unfit", problems: []), answer: answer), of: id(2000))
        let before = try await old.list(SubmissionFilter(limit: 10_000))
        await old.close()
        let tables = "SELECT group_concat(rootpage) FROM sqlite_schema WHERE type = 'table' AND name LIKE"
        let root = try #require(try rawConnection(folder, "old.db").text("\(tables) 'submissions'"))
        let roots = try #require(try rawConnection(folder, "old.db").text("\(tables) '%'"))
        let file = try FileHandle(forWritingTo: folder.url.appending(path: "old.db"))
        let pages =
            switch damage {
            case .rootPage: root
            case .header: "1"
            case .everyRoot: roots
            }
        for page in pages.split(separator: ",").compactMap({ Int($0) }) {
            try file.seek(toOffset: UInt64(page - 1) * 8192)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 8192))
        }
        try file.close()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            let saved = try await SQLiteFile.salvage(
                folder.path("old.db"), into: folder.path("store.db"), reference: "ref", at: moment(9))
            #expect(!saved.isWhole && saved.found == before.count && saved.added == before.count, "\(saved)")
            let after = try await store.list(SubmissionFilter(limit: 10_000))
            #expect(after.map(\.id) == before.map(\.id))
            for (new, old) in zip(after, before) where old.state == .unmapped && damage != .everyRoot {
                #expect(new.state == .unmapped)
            }
            #expect(try await store.submission(id(139))?.content == Array((content + "139").utf8))
            #expect(try await store.submission(id(1199))?.content == sample(1199).content)
            if damage != .everyRoot {
                #expect(try await store.submission(id(2000))?.fetched == .answer(answer))
                #expect(try await store.submission(id(2001))?.fetched == .awaited(at: nil))
                let delivered = try #require(try await store.submission(id(1)))
                #expect(delivered.state == .delivered && delivered.dealID == 7)
                #expect(try await store.attempts(of: id(1)).map(\.outcome) == [.made])
            }
        }
        #expect(try await SQLiteFile.verify(folder.path("store.db")).problems.isEmpty)
    }
}
