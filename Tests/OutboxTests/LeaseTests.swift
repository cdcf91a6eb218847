import Outbox
import Testing

@Suite("Leases and what is not known, in every store")
struct LeaseTests {
    private func request(_ at: Int64, limit: Int = 9, owner: Int64 = 1, until: Int64 = 1000) -> ClaimRequest {
        ClaimRequest(moment: moment(at), limit: limit, lease: Lease(owner: owner, until: moment(until)))
    }

    @Test(
        "a lease that ran out is another's to end: its attempt is unknown, and is looked for first",
        arguments: StoreKind.allCases)
    func expired(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1), sample(2)])
            var wanted = request(10)
            wanted.reference = "ref"
            let claims = try await store.claim(wanted)
            #expect(
                claims.map(\.lease) == [Lease(owner: 1, until: moment(1000)), Lease(owner: 1, until: moment(1000))])
            #expect(try await store.endLeases(at: moment(999), exceptOf: 2) == 0)
            #expect(try await store.endLeases(at: moment(5000), exceptOf: 1) == 0)
            try await store.record(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 1, leadID: 9))
            #expect(try await store.endLeases(at: moment(1000), exceptOf: 2) == 1)
            #expect(try await store.endLeases(at: moment(1000), exceptOf: 2) == 0)
            let attempts = try await store.attempts(of: id(2))
            #expect(attempts.map(\.outcome) == [.interrupted] && attempts[0].startedAt == moment(10))

            // Who wakes after its lease writes nothing.
            await #expect(throws: StoreError.claimLost(claims[1])) {
                try await store.record(claims[1].ended(.made), of: claims[1], then: .delivered(dealID: 2, leadID: 2))
            }
            let second = try await store.claim(request(1000, owner: 2, until: 9000))
            #expect(second.map(\.number) == [2])
            #expect(second[0].uncertainty == Uncertainty(since: moment(10), reference: "ref"))
            await #expect(throws: StoreError.claimLost(claims[1])) {
                try await store.record(claims[1].ended(.made), of: claims[1], then: .delivered(dealID: 2, leadID: 2))
            }
            try await store.giveBack([claims[1]], at: moment(1))
            #expect(try await store.submission(id(2))?.attemptStartedAt == moment(1000))

            // Its own lease runs out too: it is the first attempt that is not known.
            #expect(try await store.endLeases(at: moment(9000), exceptOf: 3) == 1)
            let third = try await store.claim(request(9000, owner: 3, until: 20_000))
            #expect(third[0].uncertainty == Uncertainty(since: moment(10), reference: "ref"))
            try await store.record(third[0].ended(.found), of: third[0], then: .delivered(dealID: 3, leadID: 4))
            #expect(try await store.uncertain().isEmpty)
            #expect(try await store.knownLeads(among: [4, 5, 9, 10]) == [4, 9])
        }
    }

    @Test("what is given back is due as if it had not been taken", arguments: StoreKind.allCases)
    func givenBack(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1), sample(2)])
            let claims = try await store.claim(request(10))
            try await store.giveBack(claims, at: moment(500))
            try await store.giveBack(claims, at: moment(600))
            let back = try #require(try await store.submission(id(1)))
            #expect(back.attempts == 0 && back.attemptStartedAt == nil && back.dueAt == moment(1))
            #expect(try await store.attempts(of: id(1)).isEmpty)
            let again = try await store.claim(request(20))
            #expect(again.map(\.number) == [1, 1] && again.map(\.triedSince) == [moment(20), moment(20)])
            // The old claim has the same number, and is another all the same.
            await #expect(throws: StoreError.claimLost(claims[0])) {
                try await store.record(claims[0].ended(.made), of: claims[0], then: .delivered(dealID: 1, leadID: 1))
            }
        }
    }

    @Test(
        "what was sent is looked for though another deal has taken its place, on the board that it went to",
        arguments: StoreKind.allCases)
    func sent(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            var wanted = request(10)
            wanted.board = 7
            var claim = try #require(try await store.claim(wanted).first)
            let unknown = Uncertainty(since: moment(10), board: 7)
            try await store.record(
                claim.ended(.uncertain), of: claim, then: .look(at: moment(20), for: unknown, reason: "no answer"))
            let first = sample(1).deal
            for column in 2...3 {
                let seen = try #require(try await store.submission(id(1))).summary
                let deal = Array("{\"column_id\":\(column)}".utf8)
                let change = DealChange(of: seen, to: deal, kind: .edited)
                #expect(try await store.replaceDeals([change], at: moment(30), by: "ada") == [id(1)])
            }
            #expect(try await store.uncertain().map(\.deal) == [first])
            wanted = request(30)
            wanted.board = 8
            claim = try #require(try await store.claim(wanted).first)
            #expect(claim.uncertainty == Uncertainty(since: moment(10), board: 7, sent: first))
            #expect(claim.deal == Array(#"{"column_id":3}"#.utf8))
            try await store.record(
                claim.ended(.notFound), of: claim,
                then: .held(reason: "elsewhere", for: claim.uncertainty))
            // A person who has one sent that is held has been told where it may be.
            #expect(try await store.retry([id(1)], at: moment(40)) == [id(1)])
            claim = try #require(try await store.claim(request(40)).first)
            #expect(claim.uncertainty == Uncertainty(since: moment(10), sent: first))
            try await store.record(
                claim.ended(.notFound), of: claim, then: .retry(at: moment(50), reason: "not there"))
            // It is settled: from now on there is only the new deal.
            claim = try #require(try await store.claim(request(50)).first)
            #expect(claim.uncertainty == nil)
            try await store.record(
                claim.ended(.uncertain), of: claim,
                then: .look(at: moment(60), for: Uncertainty(since: moment(50)), reason: "no answer"))
            #expect(try await store.claim(request(60)).first?.uncertainty == Uncertainty(since: moment(50)))
        }
    }

    @Test(
        "what is not known stays so while it is looked for or held, and is settled by an end",
        arguments: StoreKind.allCases)
    func uncertain(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            let unknown = Uncertainty(since: moment(10), reference: "ref")
            var first = request(10)
            first.reference = "ref"
            var claim = try #require(try await store.claim(first).first)
            #expect(claim.uncertainty == nil)
            try await store.record(
                claim.ended(.uncertain), of: claim, then: .look(at: moment(20), for: unknown, reason: "no answer"))
            #expect(try await store.uncertain().map(\.uncertainty) == [unknown])
            #expect(try await store.submission(id(1))?.state == .pending)
            var other = request(20)
            other.reference = "another"
            claim = try #require(try await store.claim(other).first)
            #expect(claim.uncertainty == unknown && claim.number == 2 && claim.numberInRound == 2)
            try await store.record(
                claim.ended(.notFound), of: claim, then: .look(at: moment(30), for: unknown, reason: "not yet"))
            // A look that was answered is none of the attempts that the policy allows.
            claim = try #require(try await store.claim(request(30)).first)
            #expect(claim.uncertainty == unknown && claim.number == 3 && claim.numberInRound == 2)
            try await store.record(claim.ended(.notTold), of: claim, then: .held(reason: "two", for: unknown))
            #expect(try await store.submission(id(1))?.state == .held)
            #expect(try await store.uncertain().map(\.id) == [id(1)])
            // A person's retry looks first.
            #expect(try await store.retry([id(1)], at: moment(40)) == [id(1)])
            claim = try #require(try await store.claim(other).isEmpty ? try await store.claim(request(40)).first : nil)
            #expect(claim.uncertainty == unknown && claim.numberInRound == 1)
            try await store.record(claim.ended(.notFound), of: claim, then: .retry(at: moment(50), reason: "again"))
            #expect(try await store.uncertain().isEmpty)
            other.moment = moment(50)
            claim = try #require(try await store.claim(other).first)
            #expect(claim.uncertainty == nil)
        }
    }

    @Test("a refused token and a wrong address use up nothing of a round", arguments: StoreKind.allCases)
    func access(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1)])
            for (number, outcome) in [AttemptOutcome.later, .access, .misdirected, .access].enumerated() {
                let now = Int64(number + 1) * 1000
                let claim = try #require(try await store.claim(request(now)).first)
                try await store.record(claim.ended(outcome), of: claim, then: .retry(at: moment(now + 1), reason: "x"))
            }
            let claim = try #require(try await store.claim(request(9000)).first)
            #expect(claim.number == 5 && claim.numberInRound == 1 && claim.triedSince == moment(9000))
        }
    }

    @Test("only forms that are asked for are claimed, and only they are due", arguments: StoreKind.allCases)
    func forms(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append([sample(1, form: "a"), sample(2, form: "b"), sample(3, form: "c")])
            #expect(try await store.nextDue(of: .only(["b", "x"])) == moment(2))
            #expect(try await store.nextDue(of: .except(["a", "b"])) == moment(3))
            #expect(try await store.nextDue(of: .only(["x"])) == nil)
            var some = request(50)
            some.forms = .except(["a"])
            #expect(try await store.claim(some).map(\.form) == ["b", "c"])
            #expect(try await store.nextDue(of: .except(["a"])) == nil)
            some.forms = .only(["a"])
            #expect(try await store.claim(some).map(\.form) == ["a"])
        }
    }

    @Test("a share of the newest goes along with a backlog, and nothing is taken twice", arguments: StoreKind.allCases)
    func newest(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            _ = try await store.append((1...20).map { sample($0) })
            var some = request(50, limit: 8)
            some.newest = 2
            #expect(
                try await store.claim(some).map(\.id) == [id(1), id(2), id(3), id(4), id(5), id(6), id(19), id(20)])
            some.limit = 100
            #expect(try await store.claim(some).map(\.id) == (7...18).map { id($0) })
        }
    }

    @Test("what was given its time by a clock that ran ahead is due now", arguments: StoreKind.allCases)
    func clockSetBack(kind: StoreKind) async throws {
        try await kind.withStore { store async throws in
            // An hour ahead: one came, one was tried and waits, one was tried before that and waits for long.
            let ahead: Int64 = 3_600_000
            _ = try await store.append([sample(1), sample(2)])
            for (at, number) in [(Int64(50), 1), (ahead, 2)] {
                if at == ahead { _ = try await store.append([sample(3, at: ahead + 1)]) }
                let claims = try await store.claim(request(at, limit: 1, until: .max))
                try #require(claims.map(\.id) == [id(number)])
                try await store.record(
                    claims[0].ended(.later), of: claims[0], then: .retry(at: moment(ahead + 90_000), reason: "busy"))
            }
            #expect(try await store.claim(request(5000)).isEmpty)
            #expect(try await store.endWaits(changedAfter: moment(6000), at: moment(5000)) == 2)
            #expect(try await store.endWaits(changedAfter: moment(6000), at: moment(5000)) == 0)
            #expect(try await store.nextDue() == moment(5000))
            #expect(Set(try await store.claim(request(5000)).map(\.id)) == [id(2), id(3)])
            #expect(try await store.nextDue() == moment(ahead + 90_000))
        }
    }
}
