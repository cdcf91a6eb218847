import Dispatch
import Outbox
import Testing

@testable import OutboxSQLite

@Suite("Ends of attempts that are recorded together, in every store")
struct RecordTogetherTests {
    @Test(
        "each is recorded as if alone, and one whose claim is lost leaves the others alone",
        arguments: StoreKind.allCases)
    func together(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append((1...5).map { sample($0) })
            let claims = try await store.claimDue(at: moment(10), limit: 5)
            try await store.giveBack([claims[2]], at: moment(11))
            let ends = [
                AttemptEnd(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 1, leadID: 2)),
                AttemptEnd(claims[1].ended(.later), of: claims[1], then: .retry(at: moment(99), reason: "busy")),
                AttemptEnd(claims[2].ended(.made), of: claims[2], then: .delivered(dealID: 3, leadID: 4)),
                AttemptEnd(
                    claims[3].ended(.refused), of: claims[3], then: .failed(reason: "no", problems: Array("[]".utf8))),
            ]
            let lost: [StoreError?] = [nil, nil, .claimLost(claims[2]), nil]
            #expect(await recorded(ends, in: store) == lost)
            // As a caller does that heard nothing of the first time.
            #expect(await recorded(ends, in: store) == lost)
            #expect(await recorded([], in: store) == [])
            let rows = try await (1...5).asyncMap { try await store.submission(id($0)) }
            #expect(rows.map { $0?.state } == [.delivered, .pending, .pending, .failed, .pending])
            #expect(rows[0]?.dealID == 1 && rows[1]?.dueAt == moment(99) && rows[3]?.reason == "no")
            for (number, outcomes) in [1: [AttemptOutcome.made], 2: [.later], 3: [], 4: [.refused], 5: []] {
                #expect(try await store.attempts(of: id(number)).map(\.outcome) == outcomes)
            }
            #expect(try await store.claimDue(at: moment(20), limit: 9).map(\.id) == [id(3)])
        }
    }

    @Test("all are one transaction, and a closed store tells each")
    func oneTransaction() async throws {
        let folder = try TemporaryFolder()
        let commits = Switch<[Int]>([])
        var opening = opening(folder)
        opening.restBeforeSorting = .never
        opening.hooks.committed = { changes in commits.update { $0.append(changes) } }
        let store = try await SQLiteStore.open(opening)
        try await closing(store) { () async throws in
            _ = try await store.append((1...50).map { sample($0) })
            let claims = try await store.claimDue(at: moment(60), limit: 50)
            let before = commits.current.count
            let ends = claims.map { AttemptEnd($0.ended(.made), of: $0, then: .delivered(dealID: 7, leadID: nil)) }
            #expect(await recorded(ends, in: store).allSatisfy { $0 == nil })
            #expect(commits.current.count == before + 1)
            #expect(try await store.counts()[.delivered] == 50)
        }
        let late = AttemptEnd(
            Attempt(number: 1, startedAt: moment(1), endedAt: moment(2), outcome: .made), of: claim(51),
            then: .delivered(dealID: 1, leadID: 1))
        #expect(await recorded([late, late], in: store) == [.closed, .closed])
        try expectTrueStandings(folder)
    }

    private func claim(_ number: Int) -> Claim {
        Claim(
            id: id(number), form: "contact", deal: [], number: 1, numberInRound: 1, triedSince: moment(1),
            receivedAt: moment(1), startedAt: moment(1))
    }

    private func recorded(_ ends: [AttemptEnd], in store: any SubmissionStore) async -> [StoreError?] {
        await withCheckedContinuation { continuation in
            store.record(ends) { continuation.resume(returning: $0) }
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
