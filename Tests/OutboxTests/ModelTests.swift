import Foundation
import Outbox
import Testing

@testable import OutboxSQLite

/// What can happen to a submission, step by step.
private enum Step: CaseIterable {
    /// The same post comes once more.
    case postAgain
    case claim
    /// The CRM makes the deal and says so.
    case made
    /// The CRM makes the deal, and its answer is lost.
    case lostAfter
    /// The request is lost before the CRM sees it, and nobody can tell.
    case lostBefore
    case refused
    /// The CRM asks to come again.
    case later
    /// The process ends; in `crashAfter` the CRM has made the deal before.
    case crashAfter, crashBefore
    /// A worker sleeps past its lease, and another ends it; in `leaseOverAfter` the CRM has made the deal before.
    case leaseOverAfter, leaseOverBefore
    /// A claim of which nothing was sent goes back.
    case giveBack
    /// The end of an attempt is recorded a second time.
    case recordAgain
    case retry, discard, remap, erase
}

/// A store, the CRM behind it and the person before it.
private final class World {
    private let kind: StoreKind
    private let folder: TemporaryFolder?
    private var store: any KeptStore
    private var now = moment(1000)
    private var live: Claim?
    private var lastEnd: (attempt: Attempt, claim: Claim, transition: Transition)?
    private var posts = 0
    /// Deals that the CRM has.
    private var deals = 0
    /// How many it may have: one, and one more for each time that a person sends what may have been made.
    private let allowed = 1
    private var isErased = false
    /// The deal that an attempt sent of which nobody knows what came of it.
    private var sent: [UInt8]?

    init(_ kind: StoreKind) async throws {
        self.kind = kind
        switch kind {
        case .memory:
            folder = nil
            store = InMemoryStore()
        case .sqlite:
            let folder = try TemporaryFolder(inMemory: true)
            self.folder = folder
            store = try await SQLiteStore.open(opening(folder))
        }
        #expect(try await store.append([post()]) == [.stored])
    }

    func close() async { await store.close() }

    private func post() -> NewSubmission {
        posts += 1
        return sample(posts, at: now.milliseconds, repeatKey: "order")
    }

    /// Takes a step; false where it cannot be taken.
    func take(_ step: Step) async throws -> Bool {
        now = now + .seconds(10)
        let seen = try await store.submission(id(1))
        switch step {
        case .postAgain:
            // A person who was erased may come back; it would be another submission.
            guard posts < 2, !isErased else { return false }
            #expect(try await store.append([post()]) == [.duplicate(of: id(1))])
        case .claim:
            guard live == nil else { return false }
            let lease = Lease(owner: 1, until: now + .seconds(5))
            let claims = try await store.claim(ClaimRequest(moment: now, limit: 5, lease: lease))
            guard let claim = claims.first else { return false }
            // Looked for is what was sent, whatever was put in its place.
            if let unknown = claim.uncertainty {
                #expect((unknown.sent ?? claim.deal) == sent)
            } else {
                sent = claim.deal
            }
            live = claim
        case .made where live?.uncertainty != nil:
            // Nothing is sent for what may have been made, as the courier does it: it is looked for, and the board tells the truth.
            return deals > 0
                ? try await end(.found, .delivered(dealID: 7, leadID: 8))
                : try await end(.notFound, .retry(at: now + .seconds(1), reason: "not there"))
        case .later where live?.uncertainty != nil:
            guard let unknown = live?.uncertainty else { return false }
            return try await end(.notTold, .look(at: now + .seconds(1), for: unknown, reason: "busy"))
        case .lostBefore where live?.uncertainty != nil:
            guard let unknown = live?.uncertainty else { return false }
            return try await end(.notTold, .held(reason: "it does not tell", for: unknown))
        case .lostAfter where live?.uncertainty != nil, .refused where live?.uncertainty != nil: return false
        case .made: return try await end(.made, .delivered(dealID: 7, leadID: 8), makesDeal: true)
        case .lostAfter: return try await end(.uncertain, look(), makesDeal: true)
        case .lostBefore: return try await end(.uncertain, look())
        case .refused: return try await end(.refused, .failed(reason: "refused"))
        case .later: return try await end(.later, .retry(at: now + .seconds(1), reason: "busy"))
        case .crashAfter, .crashBefore:
            guard case .sqlite = kind, let folder else { return false }
            if step == .crashAfter {
                guard let live, live.uncertainty == nil else { return false }
                deals += 1
            }
            live = nil
            lastEnd = nil
            await store.close()
            store = try await SQLiteStore.open(opening(folder))
        case .leaseOverAfter, .leaseOverBefore:
            guard let claim = live else { return false }
            if step == .leaseOverAfter {
                guard claim.uncertainty == nil else { return false }
                deals += 1
            }
            #expect(try await store.endLeases(at: now, exceptOf: 2) == 1)
            // Whoever wakes after it writes nothing.
            await #expect(throws: StoreError.claimLost(claim)) {
                try await store.record(claim.ended(.refused), of: claim, then: .failed(reason: "late"))
            }
            live = nil
            lastEnd = nil
        case .giveBack:
            guard let claim = live else { return false }
            try await store.giveBack([claim], at: now)
            live = nil
            lastEnd = nil
        case .recordAgain:
            guard let last = lastEnd else { return false }
            let before = try await store.submission(id(1))
            try? await store.record(last.attempt, of: last.claim, then: last.transition)
            #expect(try await store.submission(id(1)) == before)
        case .retry:
            guard try await store.retry([id(1)], at: now, by: "ada") == [id(1)] else { return false }
        case .remap:
            guard let seen else { return false }
            let change = DealChange(of: seen.summary, to: Array(#"{"column_id":2}"#.utf8), kind: .remapped)
            guard try await store.replaceDeals([change], at: now, by: "ada") == [id(1)] else { return false }
        case .discard:
            guard try await store.discard([id(1)], at: now, by: "ada") == [id(1)] else { return false }
        case .erase:
            let erased = try await store.erase([id(1)])
            guard erased.submissions == [id(1)] else {
                #expect(isErased || erased.underWay == [id(1)])
                return false
            }
            isErased = true
        }
        return true
    }

    private func end(_ outcome: AttemptOutcome, _ transition: Transition, makesDeal: Bool = false) async throws -> Bool
    {
        guard let claim = live else { return false }
        if makesDeal { deals += 1 }
        let attempt = claim.ended(outcome)
        try await store.record(attempt, of: claim, then: transition)
        lastEnd = (attempt, claim, transition)
        live = nil
        return true
    }

    /// Where an attempt goes of which nobody knows what came of it.
    private func look() -> Transition {
        .look(at: now + .seconds(1), for: Uncertainty(since: live?.startedAt ?? now), reason: "no answer")
    }

    /// The promises.
    func check(_ path: [Step]) async throws {
        // One submission, one deal.
        #expect(deals <= allowed, "\(deals) deals, \(allowed) allowed, after \(path)")
        let found = try await store.submission(id(1))
        if isErased {
            #expect(found == nil, "still there after \(path)")
            #expect(try await store.attempts(of: id(1)).isEmpty)
            #expect(try await store.interventions(of: id(1)).isEmpty)
            #expect(try await store.counts().total == 0)
            return
        }
        // Answered means stored: with all that came.
        let submission = try #require(found, "gone after \(path)")
        #expect(submission.content == sample(1).content)
        #expect(try await store.counts().total == 1)
        // Stored means delivered, or shown: it is delivered, waits for a time, is being delivered, or a person sees it.
        switch submission.state {
        case .pending:
            #expect((submission.dueAt == nil) == (submission.attemptStartedAt != nil), "stuck after \(path)")
            #expect((submission.attemptStartedAt != nil) == (live != nil), "under way by nobody after \(path)")
            if submission.dueAt != nil { #expect(try await store.nextDue() == submission.dueAt) }
        case .delivered:
            #expect(submission.dealID == 7 && deals > 0, "delivered without a deal after \(path)")
        case .held, .failed, .unmapped:
            let shown = try await store.list(SubmissionFilter(states: SubmissionState.needingAPerson))
            #expect(shown.map(\.id) == [id(1)] && submission.reason != nil, "not shown after \(path)")
        case .spam, .discarded:
            let deeds = try await store.interventions(of: id(1)).map(\.kind)
            #expect(deeds.contains(.discarded), "put aside by nobody after \(path)")
        }
        if submission.state != .pending { #expect(live == nil && submission.dueAt == nil) }
        let due = try await store.nextDue()
        #expect(due == nil || submission.state == .pending)
    }

    /// What decides about all that can come: two paths that lead here need not be walked on both.
    func place() async throws -> [String] {
        let submission = try await store.submission(id(1))
        let outcomes = try await store.attempts(of: id(1)).map(\.outcome.rawValue)
        return [
            submission?.state.rawValue ?? "gone", "\(submission?.dueAt != nil)", "\(live != nil)", "\(deals)",
            "\(allowed)",
            "\(posts)", "\(outcomes.count)", "\(Set(outcomes).sorted())", "\(lastEnd != nil)",
            "\(submission?.deal == sample(1).deal)",
        ]
    }
}

@Suite("The states of a submission, walked through")
struct ModelTests {
    @Test("whatever happens in whatever order, the four promises hold", arguments: StoreKind.allCases)
    func allOrders(kind: StoreKind) async throws {
        // BOARDBRIDGE_MODEL walks further: twice as many steps take many times as long.
        let further = ProcessInfo.processInfo.environment["BOARDBRIDGE_MODEL"].flatMap { Int($0) } ?? 0
        let depth = (kind == .sqlite ? 6 : 8) + further
        var seen: Set<[String]> = []
        var paths: [[Step]] = [[]]
        var (walked, states) = (0, 0)
        for _ in 1...depth {
            var next: [[Step]] = []
            for path in paths {
                for step in Step.allCases {
                    let world = try await World(kind)
                    for earlier in path { #expect(try await world.take(earlier)) }
                    if try await world.take(step) {
                        walked += 1
                        let longer = path + [step]
                        try await world.check(longer)
                        if seen.insert(try await world.place()).inserted {
                            states += 1
                            next.append(longer)
                        }
                    }
                    await world.close()
                }
            }
            paths = next
        }
        print("\(kind): \(walked) paths of up to \(depth) steps, \(states) places")
        #expect(states > 100)
    }
}
