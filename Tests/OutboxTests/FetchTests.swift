import Foundation
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("What is only announced, in every store: pending and not due until it is fetched")
struct FetchTests {
    private func notice(_ number: Int, _ state: SubmissionState = .pending) -> NewSubmission {
        let plain = sample(number, state: state, deal: nil)
        return NewSubmission(
            id: plain.id, form: plain.form, state: state, receivedAt: plain.receivedAt, requestID: plain.requestID,
            contentType: "application/json", content: plain.content, reason: plain.reason, awaitsFetch: true)
    }

    private func end(
        _ number: Int, _ outcome: FetchOutcome, _ course: FetchEnd.Course, answer: String? = nil, at time: Int64 = 500
    ) -> FetchEnd {
        let attempt = FetchAttempt(
            number: number, startedAt: moment(time - 10), endedAt: moment(time), outcome: outcome, detail: "words")
        return FetchEnd(attempt, course, answer: answer.map { Array($0.utf8) })
    }

    private let deal = Array(#"{"column_id":7}"#.utf8)
    private let answer = #"{"name":"Ada"}"#

    @Test(
        "it is due for fetching, not for delivery, and then for delivery with its deal", arguments: StoreKind.allCases)
    func road(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            // Nine together take the way of many rows in one statement.
            _ = try await store.append((1...9).map { $0 == 5 ? sample(5) : notice($0) })
            #expect(try await store.claimDue(at: moment(100), limit: 20).map(\.id) == [id(5)])
            let waiting = try #require(try await store.submission(id(1)))
            #expect(waiting.state == .pending && waiting.dueAt == nil && waiting.fetched == .awaited(at: moment(1)))
            #expect(try await store.fetches(dueAt: moment(3), limit: 20).map(\.id) == [id(1), id(2), id(3)])
            #expect(try await store.fetches(dueAt: moment(100), limit: 20).count == 8)
            #expect(try await store.nextFetch() == moment(1))

            let again = end(1, .later, .again(at: moment(900), reason: "busy"))
            #expect(try await store.record(again, of: id(1)))
            // Told twice, it is one.
            #expect(try await !store.record(again, of: id(1)))
            let told = try #require(try await store.submission(id(1)))
            #expect(told.reason == "busy" && told.fetched == .awaited(at: moment(900)))
            let task = try #require(try await store.fetches(dueAt: moment(900), limit: 20).last)
            #expect(task == FetchTask(id: id(1), attempts: 1, triedSince: moment(490)) && task.numberInRound == 2)

            #expect(try await store.record(end(2, .fetched, .deliver(deal: deal), answer: answer), of: id(1)))
            let fetched = try #require(try await store.submission(id(1)))
            #expect(fetched.deal == deal && fetched.dueAt == moment(500) && fetched.reason == nil)
            #expect(fetched.fetched == .answer(Array(answer.utf8)))
            #expect(try await store.claimDue(at: moment(600), limit: 20).map(\.deal) == [deal])
            #expect(try await store.fetchAttempts(of: id(1)).map(\.outcome) == [.later, .fetched])
            let whole = try await store.whole(SubmissionFilter(until: moment(2)), bytes: 1 << 20)
            #expect(whole.first?.fetches.count == 2 && whole.first?.submission.fetched.json == Array(answer.utf8))
        }
    }

    @Test("what fails waits for a person, who has it fetched again", arguments: StoreKind.allCases)
    func failing(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([notice(1), notice(2), notice(3), notice(4, .held)])
            #expect(try await store.record(end(1, .refused, .failed(reason: "gone")), of: id(1)))
            let problems = Array(#"[{"field":"name","message":"is required"}]"#.utf8)
            let unmapped = FetchEnd.Course.unmapped(reason: "unfit", problems: problems)
            #expect(try await store.record(end(1, .fetched, unmapped, answer: answer), of: id(2)))
            #expect(try await store.record(end(1, .fetched, .ignored(reason: "a test"), answer: answer), of: id(3)))
            #expect(try await store.submission(id(1))?.state == .failed)
            #expect(try await store.submission(id(2))?.problems == problems)
            #expect(try await store.submission(id(3))?.state == .discarded)
            #expect(try await store.nextFetch() == nil)
            // One that was held at its arrival is not asked for before a person says so.
            #expect(try await store.submission(id(4))?.fetched == .awaited(at: nil))
            // What is there is not fetched again: its rules have to fit.
            #expect(try await store.retry([id(1), id(2), id(4)], at: moment(900), by: "ada") == [id(1), id(4)])
            let back = try #require(try await store.submission(id(1)))
            #expect(back.state == .pending && back.dueAt == nil && back.fetched == .awaited(at: moment(900)))
            let task = try #require(try await store.fetches(dueAt: moment(900), limit: 9).first)
            #expect(task == FetchTask(id: id(1), attempts: 1, attemptsBeforeRound: 1))
            #expect(try await store.record(end(2, .fetched, .deliver(deal: deal), answer: answer), of: id(1)))
            #expect(try await store.claimDue(at: moment(999), limit: 9).map(\.id) == [id(1)])
        }
    }

    @Test(
        "a person who is faster than the answer has the last word, and the answer is kept",
        arguments: StoreKind.allCases)
    func faster(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([notice(1), notice(2)])
            #expect(try await store.discard([id(1)], at: moment(10), by: "ada") == [id(1)])
            let seen = try #require(try await store.submission(id(2))).summary
            let edited = Array(#"{"column_id":9}"#.utf8)
            let change = DealChange(of: seen, to: edited, kind: .edited)
            #expect(try await store.replaceDeals([change], at: moment(10), by: "ada") == [id(2)])
            #expect(try await store.nextFetch() == nil)
            for number in [1, 2] {
                let fetched = end(1, .fetched, .deliver(deal: deal), answer: answer)
                #expect(try await !store.record(fetched, of: id(number)))
                #expect(try await store.submission(id(number))?.fetched.json == Array(answer.utf8))
            }
            #expect(try await store.submission(id(1))?.state == .discarded)
            #expect(try await store.claimDue(at: moment(900), limit: 9).map(\.deal) == [edited])
            #expect(try await store.erase([id(1)]).submissions == [id(1)])
            #expect(try await store.fetchAttempts(of: id(1)).isEmpty)
            #expect(try await !store.record(end(2, .fetched, .deliver(deal: deal), answer: answer), of: id(1)))
        }
    }

    @Test("what waits by a clock that ran ahead is asked for now, once that is set back", arguments: StoreKind.allCases)
    func clockSetBack(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            // An hour ahead: one came, one was tried and waits; one was tried before that and waits for long.
            let ahead: Int64 = 3_600_000
            _ = try await store.append([notice(1), notice(2), notice(Int(ahead) + 3)])
            for (number, time) in [(1, Int64(50)), (2, ahead)] {
                let again = FetchEnd.Course.again(at: moment(ahead + 90_000), reason: "busy")
                #expect(try await store.record(end(1, .later, again, at: time), of: id(number)))
            }
            #expect(try await store.fetches(dueAt: moment(5000), limit: 9).isEmpty)
            #expect(try await store.endWaits(changedAfter: moment(6000), at: moment(5000)) == 2)
            #expect(try await store.endWaits(changedAfter: moment(6000), at: moment(5000)) == 0)
            let due = try await store.fetches(dueAt: moment(5000), limit: 9).map(\.id)
            #expect(Set(due) == [id(2), id(Int(ahead) + 3)])
        }
    }

    @Test(
        "the store's own check knows them; erased, nothing of the answer is left; saved from a damaged file, it is there"
    )
    func file() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(SQLiteConfiguration(path: folder.path("store.db")))
        _ = try await store.append([notice(1), notice(2), notice(3)])
        #expect(
            try await store.record(
                end(1, .fetched, .deliver(deal: deal), answer: #"{"name":"Unmistakable"}"#), of: id(1)))
        let secret = FetchEnd.Course.unmapped(reason: "unfit", problems: [])
        #expect(try await store.record(end(1, .fetched, secret, answer: #"{"name":"Forgotten"}"#), of: id(2)))
        #expect(try await SQLiteFile.verify(folder.path("store.db")).problems == [])
        _ = try await store.erase([id(2)])
        #expect(try await store.clearHistory())
        await store.close()
        let bytes = String(decoding: try Data(contentsOf: folder.url.appending(path: "store.db")), as: UTF8.self)
        #expect(bytes.contains("Unmistakable") && !bytes.contains("Forgotten"))

        let other = try await SQLiteStore.open(SQLiteConfiguration(path: folder.path("other.db")))
        let saved = try await SQLiteFile.salvage(
            folder.path("store.db"), into: folder.path("other.db"), at: moment(999))
        #expect(saved.added == 2)
        #expect(try await other.submission(id(1))?.fetched.json == Array(#"{"name":"Unmistakable"}"#.utf8))
        #expect(try await other.submission(id(3))?.fetched == .awaited(at: nil))
        #expect(try await SQLiteFile.verify(folder.path("other.db")).problems == [])
        #expect(try await other.retry([id(3)], at: moment(999)) == [id(3)])
        #expect(try await other.fetches(dueAt: moment(999), limit: 9).map(\.id) == [id(3)])
        await other.close()
    }
}
