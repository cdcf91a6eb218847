import Outbox
import Testing

@testable import OutboxSQLite

@Suite("Spam in every store: kept beside its verdict, decided once, released by a person")
struct SpamTests {
    private let reasons = Array(#"[{"check":"links","found":"links","score":50}]"#.utf8)

    private func judged(_ number: Int, _ state: SubmissionState = .pending, token: String? = nil, deal: Bool = true)
        -> NewSubmission
    {
        var new = sample(number, state: state, deal: deal ? #"{"column_id":1}"# : nil, repeatKey: nil)
        new.verdict = SpamRecord(score: 50, reasons: reasons, question: token.map { Array($0.utf8) })
        return new
    }

    @Test(
        "what waits for a captcha's verdict is pending and not due, until it is decided", arguments: StoreKind.allCases)
    func waiting(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            // Nine together take the way of many rows in one statement.
            let batch = (1...9).map { $0 == 5 ? sample(5) : judged($0, token: "token-\($0)") }
            #expect(try await store.append(batch) == Array(repeating: .stored, count: 9))
            #expect(try await store.claimDue(at: moment(100), limit: 9).map(\.id) == [id(5)])
            let open = try await store.questions(after: nil, limit: 100)
            #expect(open.map(\.id) == [1, 2, 3, 4, 6, 7, 8, 9].map { id($0) })
            #expect(open[0].record.question == Array("token-1".utf8) && open[0].form == "contact")
            #expect(try await store.questions(after: id(3), limit: 2).map(\.id) == [id(4), id(6)])
            let waiting = try #require(try await store.submission(id(1)))
            #expect(waiting.state == .pending && waiting.dueAt == nil && waiting.attemptStartedAt == nil)

            let record = SpamRecord(score: 150, reasons: reasons)
            let spamDecision = SpamDecision(.spam(reason: "refused"), record)
            let hold = SpamDecision(.hold(reason: "away"), record)
            #expect(try await store.decide(SpamDecision(.deliver, record), of: id(1), at: moment(200)) == .pending)
            #expect(try await store.decide(spamDecision, of: id(2), at: moment(200)) == .spam)
            #expect(try await store.decide(hold, of: id(3), at: moment(200)) == .held)
            #expect(try await store.claimDue(at: moment(200), limit: 9).map(\.id) == [id(1)])
            let spam = try #require(try await store.submission(id(2)))
            #expect(spam.state == .spam && spam.reason == "refused" && spam.changedAt == moment(200))
            #expect(try await store.submission(id(3))?.state == .held)
            #expect(try await store.verdicts(of: [id(2), id(4), id(5)]) == [id(2): record, id(4): open[3].record])
            #expect(try await store.questions(after: nil, limit: 100).count == 5)
            // Once is enough.
            #expect(try await store.decide(SpamDecision(.deliver, record), of: id(2), at: moment(300)) == nil)
            #expect(try await store.submission(id(2))?.state == .spam)
        }
    }

    @Test(
        "which checks looked stands in a submission's own row, also where they found nothing",
        arguments: StoreKind.allCases)
    func checks(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            var batch = (1...9).map { sample($0) }
            for index in [1, 3] { batch[index].spamChecks = 5 }
            batch[3].verdict = SpamRecord(score: 50, reasons: reasons)
            _ = try await store.append(batch)
            let verdicts = try await store.verdicts(of: (1...9).map { id($0) })
            let nothing = SpamRecord(score: 0, reasons: Array("[]".utf8), checks: 5)
            #expect(verdicts == [id(2): nothing, id(4): SpamRecord(score: 50, reasons: reasons, checks: 5)])
            let whole = try await store.whole(SubmissionFilter(), bytes: 1 << 20)
            #expect(whole.compactMap(\.verdict?.checks) == [5, 5])
        }
    }

    @Test("a person who is faster than the captcha has the last word", arguments: StoreKind.allCases)
    func faster(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append((1...3).map { judged($0, token: "t") })
            #expect(try await store.retry([id(1)], at: moment(10), by: "ada") == [id(1)])
            #expect(try await store.discard([id(2)], at: moment(10), by: "ada") == [id(2)])
            let spam = SpamDecision(.spam(reason: "refused"), SpamRecord(score: 100, reasons: reasons))
            for number in [1, 2] {
                #expect(try await store.decide(spam, of: id(number), at: moment(20)) == nil)
                #expect(try await store.verdicts(of: [id(number)])[id(number)]?.score == 100)
            }
            #expect(try await store.submission(id(1))?.state == .pending)
            #expect(try await store.submission(id(2))?.state == .discarded)
            #expect(try await store.claimDue(at: moment(20), limit: 9).map(\.id) == [id(1)])
            #expect(try await store.questions(after: nil, limit: 9).map(\.id) == [id(3)])
        }
    }

    @Test(
        "while a captcha is open nobody has the key: the first that is no spam takes it, and what comes after repeats that",
        arguments: StoreKind.allCases)
    func keyAtTheVerdict(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            func asked(_ number: Int) -> NewSubmission {
                var new = sample(number, deal: #"{"column_id":\#(number)}"#, repeatKey: nil)
                new.verdict = SpamRecord(
                    score: 0, reasons: Array("[]".utf8), question: Array("t\(number)".utf8),
                    key: RepeatKey(Array("contact\0event".utf8), ends: moment(1_000_000)))
                return new
            }
            let settled = SpamRecord(score: 0, reasons: Array("[]".utf8))
            #expect(try await store.append((1...4).map { asked($0) }) == Array(repeating: .stored, count: 4))
            let spam = SpamDecision(.spam(reason: "refused"), settled)
            #expect(try await store.decide(spam, of: id(1), at: moment(10)) == .spam)
            let deliver = SpamDecision(.deliver, settled)
            #expect(try await store.decide(deliver, of: id(3), at: moment(20)) == .pending)
            #expect(try await store.decide(deliver, of: id(2), at: moment(30)) == .discarded)
            #expect(try await store.submission(id(2))?.reason?.hasPrefix("repeats \(id(3))") == true)
            #expect(try await store.decide(spam, of: id(4), at: moment(40)) == .spam)
            #expect(try await store.claimDue(at: moment(50), limit: 9).map(\.id) == [id(3)])
            let late = sample(5, repeatKey: "event")
            #expect(try await store.append([late]) == [.duplicate(of: id(3))])
            #expect(try await store.append([asked(6)]) == [.duplicate(of: id(3))])
            #expect(try await store.questions(after: nil, limit: 9).isEmpty)
        }
    }

    @Test(
        "what is released is due and delivered; without a deal it is unmapped; and who did it stands beside it",
        arguments: StoreKind.allCases)
    func release(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([
                judged(1, .spam), judged(2, .spam, deal: false), sample(3), sample(4, state: .failed),
            ])
            #expect(try await store.claimDue(at: moment(10), limit: 9).map(\.id) == [id(3)])
            let released = try await store.release((1...4).map { id($0) } + [id(99)], at: moment(20), by: "ada")
            #expect(released == [id(1), id(2)])
            #expect(try await store.claimDue(at: moment(20), limit: 9).map(\.id) == [id(1)])
            let unmapped = try #require(try await store.submission(id(2)))
            #expect(unmapped.state == .unmapped && unmapped.reason == Intervention.releasedWithoutDeal)
            let deeds = try await store.interventions(of: id(1))
            #expect(deeds.map(\.kind) == [.released] && deeds.map(\.before) == ["spam: for a test"])
            #expect(try await store.whole(SubmissionFilter(), bytes: 1 << 20).last?.verdict?.score == 50)
            #expect(try await store.release([id(1)], at: moment(30), by: "ada").isEmpty)
        }
    }

    @Test("an event that a captcha found to be a robot's may still come from a person", arguments: StoreKind.allCases)
    func repeats(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            func event(_ number: Int) -> NewSubmission {
                var new = judged(number, token: "t")
                new.otherKeys = [RepeatKey(Array("contact\0event\0ada".utf8), ends: moment(9_000_000))]
                return new
            }
            _ = try await store.append([event(1)])
            #expect(try await store.append([event(2)]) == [.duplicate(of: id(1))])
            let spam = SpamDecision(.spam(reason: "refused"), SpamRecord(score: 100, reasons: reasons))
            #expect(try await store.decide(spam, of: id(1), at: moment(20)) == .spam)
            #expect(try await store.append([event(3)]) == [.stored])
        }
    }

    @Test("verdicts go with their submissions", arguments: StoreKind.allCases)
    func removed(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([judged(1, .spam), judged(2, token: "t"), judged(3, .spam)])
            _ = try await store.erase([id(1), id(2)])
            #expect(try await store.verdicts(of: [id(1), id(2), id(3)]).keys.map { $0 } == [id(3)])
            #expect(try await store.questions(after: nil, limit: 9).isEmpty)
            let retention = Retention([.spam: .after(.seconds(1))])
            while try await store.tidy(retention, at: moment(100_000)).hasMore {}
            #expect(try await store.verdicts(of: [id(3)]).isEmpty)
        }
    }

    @Test("a question that is open survives a restart, and the file with it is sound")
    func restart() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteStore.open(opening(folder))
        try await closing(store) { () async throws in
            _ = try await store.append([judged(1, token: "t"), judged(2, .spam)])
        }
        let again = try await SQLiteStore.open(opening(folder))
        try await closing(again) { () async throws in
            #expect(try await again.questions(after: nil, limit: 9).map(\.id) == [id(1)])
            #expect(try await again.claimDue(at: moment(100), limit: 9).isEmpty)
            #expect(try await again.nextDue() == nil)
            #expect(try await SQLiteFile.verify(opening(folder).configuration.path).problems.isEmpty)
        }
    }
}
