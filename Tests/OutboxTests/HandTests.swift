import Outbox
import Testing

@testable import OutboxSQLite

@Suite("What people do to submissions, in every store")
struct HandTests {
    /// 1 delivered, 2 under way, 3 failed, 4 held, 5 unmapped without a deal, 6 pending, 7 spam.
    private func fill(_ store: any KeptStore) async throws -> Claim {
        _ = try await store.append((1...3).map { sample($0) })
        let claims = try await store.claimDue(at: moment(10), limit: 3)
        try await store.record(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 7, leadID: 8))
        try await store.record(claims[2].ended(.refused), of: claims[2], then: .failed(reason: "phone: too long"))
        _ = try await store.append([
            sample(4, state: .held), sample(5, state: .unmapped, deal: nil), sample(6, at: 90_000),
            sample(7, state: .spam),
        ])
        return claims[1]
    }

    @Test(
        "what is put aside is neither delivered, discarded nor under way, and stays where it was put",
        arguments: StoreKind.allCases)
    func discard(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let underWay = try await fill(store)
            let applied = try await store.discard((1...8).map { id($0) }, at: moment(2000), by: "ada")
            #expect(applied == [id(3), id(4), id(5), id(6), id(7)])
            #expect(try await store.discard([id(3)], at: moment(2001), by: "ada").isEmpty)
            #expect(try await store.claimDue(at: moment(100_000), limit: 9).isEmpty)
            let discarded = try #require(try await store.submission(id(6)))
            #expect(discarded.state == .discarded && discarded.dueAt == nil && discarded.changedAt == moment(2000))
            #expect(
                try await store.interventions(of: id(3))
                    == [
                        Intervention(
                            at: moment(2000), kind: .discarded, person: "ada", before: "failed: phone: too long")
                    ])
            #expect(try await store.interventions(of: id(1)).isEmpty)
            try await store.record(underWay.ended(.made), of: underWay, then: .delivered(dealID: 9, leadID: 9))
            #expect(try await store.retry([id(3)], at: moment(3000), by: "ada") == [id(3)])
            #expect(try await store.interventions(of: id(3)).map(\.kind) == [.discarded, .retried])
        }
    }

    @Test("a deal is replaced only where the submission still stands as it was seen", arguments: StoreKind.allCases)
    func replace(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await fill(store)
            let deal = Array(#"{"column_id":2}"#.utf8)
            var seen: [SubmissionSummary] = []
            for number in 1...7 { seen.append(try #require(try await store.submission(id(number))).summary) }
            #expect(try await store.retry([id(4)], at: moment(50), by: "bob") == [id(4)])
            let changes = seen.map { DealChange(of: $0, to: deal, kind: .edited) }
            let applied = try await store.replaceDeals(changes, at: moment(60), by: "ada")
            #expect(applied == [id(3), id(5), id(6), id(7)])
            #expect(try await store.submission(id(5))?.deal == deal)
            #expect(try await store.submission(id(4))?.deal == sample(4).deal)
            let claims = try await store.claimDue(at: moment(60), limit: 9)
            #expect(claims.map(\.id) == [id(3), id(4), id(5), id(6), id(7)])
            #expect(claims.filter { $0.deal == deal }.map(\.id) == applied)
            #expect(try await store.interventions(of: id(5)).map(\.before) == ["unmapped: for a test"])
        }
    }

    @Test("an erasure takes everything with it but what is under way", arguments: StoreKind.allCases)
    func erase(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            let underWay = try await fill(store)
            _ = try await store.append([sample(20, repeatKey: "order-1")])
            #expect(try await store.retry([id(3)], at: moment(70), by: "ada") == [id(3)])
            let erased = try await store.erase([id(1), id(2), id(3), id(20), id(99)])
            #expect(erased.submissions == [id(1), id(3), id(20)] && erased.underWay == [id(2)])
            #expect(erased.attempts == 2 && erased.interventions == 1 && erased.repeats == 1)
            #expect(erased.contentSize == 3 * sample(1).content.count)
            for number in [1, 3, 20] {
                #expect(try await store.submission(id(number)) == nil)
                #expect(try await store.attempts(of: id(number)).isEmpty)
            }
            #expect(try await store.append([sample(21, repeatKey: "order-1")]) == [.stored])
            try await store.record(underWay.ended(.made), of: underWay, then: .delivered(dealID: 9, leadID: 9))
            #expect(try await store.erase([id(2)]).submissions == [id(2)])
            #expect(try await store.clearHistory())
        }
    }

    @Test("all can be read whole, page by page, by state, form and time", arguments: StoreKind.allCases)
    func whole(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await fill(store)
            _ = try await store.append([sample(30, form: "webhook", content: String(repeating: "x", count: 1000))])
            var filter = SubmissionFilter(limit: 3)
            var pages: [[SubmissionID]] = []
            while let last = try await store.whole(filter, bytes: 1 << 20).last {
                pages.append(try await store.whole(filter, bytes: 1 << 20).map(\.submission.id))
                filter.before = last.submission.id
            }
            #expect(pages == [[id(30), id(7), id(6)], [id(5), id(4), id(3)], [id(2), id(1)]])
            #expect(try await store.whole(SubmissionFilter(), bytes: 100).map(\.submission.id) == [id(30)])
            let failed = try await store.whole(SubmissionFilter(states: [.failed, .pending]), bytes: 1 << 20)
            #expect(failed.map(\.submission.id) == [id(30), id(6), id(3), id(2)])
            #expect(failed[2].attempts.map(\.outcome) == [.refused])
            #expect(failed[2].submission.reason == "phone: too long")
            let some = SubmissionFilter(since: moment(4), until: moment(7))
            #expect(try await store.whole(some, bytes: 1 << 20).map(\.submission.id) == [id(6), id(5), id(4)])
            #expect(try await store.list(some).map(\.id) == [id(6), id(5), id(4)])
            var held = some
            held.states = [.held, .unmapped, .pending]
            #expect(try await store.list(held).map(\.id) == [id(6), id(5), id(4)])
            #expect(try await store.list(SubmissionFilter(form: "webhook", since: moment(31))).isEmpty)
        }
    }
}
