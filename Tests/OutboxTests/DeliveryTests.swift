import Outbox
import Testing

@Suite("Claims and their ends, in every store")
struct DeliveryTests {
    @Test("what is due longest is claimed, in the order of arrival, and only once", arguments: StoreKind.allCases)
    func claims(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1, at: 30), sample(2, at: 10), sample(3, at: 20), sample(4, at: 99)])
            #expect(try await store.nextDue() == moment(10))
            let claims = try await store.claimDue(at: moment(50), limit: 2)
            #expect(claims.map(\.id) == [id(2), id(3)])
            #expect(claims.allSatisfy { $0.number == 1 && $0.numberInRound == 1 && $0.startedAt == moment(50) })
            #expect(claims.first?.deal == Array(#"{"column_id":1}"#.utf8))
            #expect(claims.first?.form == "contact")
            #expect(claims.first?.triedSince == moment(50))
            #expect(try await store.nextDue() == moment(30))
            #expect(try await store.claimDue(at: moment(50), limit: 9).map(\.id) == [id(1)])
            #expect(try await store.claimDue(at: moment(50), limit: 9).isEmpty)
            #expect(try await store.claimDue(at: moment(100), limit: 0).isEmpty)
            #expect(try await store.nextDue() == moment(99))
            let marked = try #require(try await store.submission(id(1)))
            #expect(marked.state == .pending)
            #expect(marked.dueAt == nil)
            #expect(marked.attemptStartedAt == moment(50))
            #expect(marked.attempts == 1)
        }
    }

    @Test("only pending submissions are due", arguments: StoreKind.allCases)
    func onlyPending(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            for (number, state) in SubmissionState.allCases.enumerated() where state != .pending {
                _ = try await store.append([sample(number + 1, state: state)])
            }
            #expect(try await store.nextDue() == nil)
            #expect(try await store.claimDue(at: moment(.max), limit: 100).isEmpty)
        }
    }

    @Test("each end of an attempt leads where it says", arguments: StoreKind.allCases)
    func transitions(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append((1...4).map { sample($0) })
            let claims = try await store.claimDue(at: moment(100), limit: 4)
            try #require(claims.count == 4)
            let problems = Array(#"[{"field":"phone","message":"too long"}]"#.utf8)
            try await store.record(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 7, leadID: nil))
            try await store.record(
                claims[1].ended(.later, "429"), of: claims[1], then: .retry(at: moment(5000), reason: "busy"))
            try await store.record(claims[2].ended(.uncertain), of: claims[2], then: .held(reason: "no answer"))
            try await store.record(
                claims[3].ended(.refused, "phone: too long"), of: claims[3],
                then: .failed(reason: "refused", problems: problems))

            let delivered = try #require(try await store.submission(id(1)))
            #expect(delivered.state == .delivered && delivered.dealID == 7 && delivered.leadID == nil)
            #expect(delivered.attemptStartedAt == nil && delivered.dueAt == nil)
            #expect(delivered.changedAt == moment(1100))
            let waiting = try #require(try await store.submission(id(2)))
            #expect(waiting.state == .pending && waiting.dueAt == moment(5000) && waiting.reason == "busy")
            #expect(waiting.attempts == 1)
            let held = try #require(try await store.submission(id(3)))
            #expect(held.state == .held && held.reason == "no answer" && held.dueAt == nil)
            let failed = try #require(try await store.submission(id(4)))
            #expect(failed.state == .failed && failed.reason == "refused" && failed.problems == problems)

            #expect(try await store.attempts(of: id(4)) == [claims[3].ended(.refused, "phone: too long")])
            #expect(try await store.nextDue() == moment(5000))
            let counts = try await store.counts()
            #expect(SubmissionState.allCases.map { counts[$0] } == [1, 1, 1, 1, 0, 0, 0])
        }
    }

    @Test("attempts are numbered and kept in order", arguments: StoreKind.allCases)
    func severalAttempts(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            for number in 1...3 {
                let now = moment(Int64(number) * 10_000)
                let claim = try #require(try await store.claimDue(at: now, limit: 1).first)
                #expect(claim.number == number && claim.numberInRound == number)
                #expect(claim.triedSince == moment(10_000))
                try await store.record(
                    claim.ended(.neverSent, "try \(number)"), of: claim,
                    then: .retry(at: now + .seconds(2), reason: "no connection"))
            }
            let attempts = try await store.attempts(of: id(1))
            #expect(attempts.map(\.number) == [1, 2, 3])
            #expect(attempts.map(\.detail) == ["try 1", "try 2", "try 3"])
            #expect(attempts.allSatisfy { $0.outcome == .neverSent && $0.endedAt - $0.startedAt == .seconds(1) })
        }
    }

    @Test(
        "the same end recorded again changes nothing; an end of a lost claim is refused", arguments: StoreKind.allCases)
    func lostClaims(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            let first = try #require(try await store.claimDue(at: moment(10), limit: 1).first)
            let end = first.ended(.later)
            let transition = Transition.retry(at: moment(20), reason: "busy")
            try await store.record(end, of: first, then: transition)
            try await store.record(end, of: first, then: transition)
            #expect(try await store.attempts(of: id(1)) == [end])

            await #expect(throws: StoreError.claimLost(first)) {
                try await store.record(first.ended(.made), of: first, then: .delivered(dealID: 1, leadID: 1))
            }
            let second = try #require(try await store.claimDue(at: moment(20), limit: 1).first)
            await #expect(throws: StoreError.claimLost(first)) {
                try await store.record(first.ended(.made), of: first, then: .delivered(dealID: 1, leadID: 1))
            }
            try await store.record(second.ended(.made), of: second, then: .delivered(dealID: 2, leadID: 3))
            #expect(try await store.submission(id(1))?.dealID == 2)
            #expect(try await store.attempts(of: id(1)).count == 2)
        }
    }

    @Test("a person's retry begins a new round", arguments: StoreKind.allCases)
    func retryByHand(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            let claim = try #require(try await store.claimDue(at: moment(10), limit: 1).first)
            try await store.record(claim.ended(.refused), of: claim, then: .failed(reason: "refused", problems: []))
            #expect(try await store.retry([id(1)], at: moment(9000)) == [id(1)])
            let waiting = try #require(try await store.submission(id(1)))
            #expect(waiting.state == .pending && waiting.dueAt == moment(9000) && waiting.changedAt == moment(9000))
            #expect(waiting.reason == nil && waiting.problems == nil)
            let again = try #require(try await store.claimDue(at: moment(9000), limit: 1).first)
            #expect(again.number == 2 && again.numberInRound == 1 && again.triedSince == moment(9000))
            #expect(again.receivedAt == moment(1))
        }
    }

    @Test("a retry leaves alone what is delivered, under way, without a deal or unknown", arguments: StoreKind.allCases)
    func whatCannotBeRetried(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([
                sample(1), sample(2), sample(3, state: .unmapped, deal: nil), sample(4, state: .held),
                sample(5, at: 90_000), sample(6, state: .spam),
            ])
            let claims = try await store.claimDue(at: moment(10), limit: 2)
            try #require(claims.map(\.id) == [id(1), id(2)])
            try await store.record(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 1, leadID: 1))
            let asked = [id(6), id(1), id(2), id(3), id(4), id(5), id(77), id(4, low: 5)]
            #expect(try await store.retry(asked, at: moment(50)) == [id(6), id(4), id(5)])
            #expect(try await store.claimDue(at: moment(50), limit: 9).map(\.id) == [id(4), id(5), id(6)])
            #expect(try await store.counts()[.pending] == 4)
            #expect(try await store.counts()[.spam] == 0)
        }
    }

    @Test("a flood in one form leaves the others' moving: forms take turns", arguments: StoreKind.allCases)
    func fairness(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append((1...40).map { sample($0, form: "flood") })
            _ = try await store.append([
                sample(50, form: "contact"), sample(51, form: "contact"), sample(52, form: "zoo"),
            ])
            let first = try await store.claimDue(at: moment(100), limit: 6)
            #expect(first.map(\.id) == [id(1), id(2), id(3), id(50), id(51), id(52)])
            #expect(try await store.claimDue(at: moment(100), limit: 1).map(\.id) == [id(4)])
            // One at a time, as calls end: each form has its turn.
            _ = try await store.append((60...69).map { sample($0, form: "contact") })
            var forms: [String] = []
            for _ in 1...6 { forms += try await store.claimDue(at: moment(100), limit: 1).map(\.form) }
            #expect(forms == ["contact", "flood", "contact", "flood", "contact", "flood"])
        }
    }
}
