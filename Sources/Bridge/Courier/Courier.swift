public import BoardCRM
internal import Mapping
public import Outbox
internal import Synchronization
public import Telemetry

/// Delivers what is due: claims it on disk, calls the CRM, and records what came of it, several at a time and each but once.
public final class Courier: Sendable {
    /// Makes one deal of the CRM; ``BoardClient`` is the real one.
    public typealias Call = @Sendable (Deal) async -> CallOutcome

    private let store: any SubmissionStore
    private let settings: IntakeSettings
    private let call: Call
    private let policy: RetryPolicy
    private let inFlight: Int
    private let log: Log
    private let underWay = Atomic(0)
    private let isStopping = Atomic(false)
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// How long the courier rests at the most before it looks for what another process made due.
    private static let longestRest = Duration.seconds(1)
    /// How long it waits before it asks a store again that could not answer.
    private static let storePause = Duration.milliseconds(500)
    /// How often it asks again once it was told to stop.
    private static let triesAtTheEnd = 20

    /// - Parameters:
    ///   - settings: the forms, to put the CRM's complaints in the names of their fields.
    ///   - inFlight: calls under way at once, 1 or more.
    ///   - call: makes a deal.
    public init(
        store: any SubmissionStore, settings: IntakeSettings, policy: RetryPolicy, inFlight: Int, log: Log,
        call: @escaping Call
    ) {
        self.store = store
        self.settings = settings
        self.policy = policy
        self.inFlight = max(1, inFlight)
        self.log = log
        self.call = call
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Something may be due: looks at once, unless it has its hands full; then it looks when a call ends. From any thread; many calls
    /// are one look.
    public func wake() {
        if underWay.load(ordering: .acquiring) < inFlight { signal.yield() }
    }

    /// Takes nothing new; ``run()`` returns when what is under way is recorded.
    public func stop() {
        isStopping.store(true, ordering: .releasing)
        signal.yield()
    }

    /// Delivers until stopped.
    public func run() async {
        await withDiscardingTaskGroup { group in
            var events = signals.makeAsyncIterator()
            while !isStopping.load(ordering: .acquiring) {
                let rest = await startDue(&group)
                let alarm = rest.map { rest in
                    Task { [signal] in
                        // A cancelled sleep means that something else came first.
                        if (try? await Task.sleep(for: rest)) != nil { signal.yield() }
                    }
                }
                _ = await events.next()
                alarm?.cancel()
            }
        }
    }

    /// Starts what is due, as far as there is room; returns how long nothing more will be, or nil until a call ends.
    private func startDue(_ group: inout DiscardingTaskGroup) async -> Duration? {
        let room = inFlight - underWay.load(ordering: .acquiring)
        guard room > 0 else { return nil }
        do throws(StoreError) {
            let claims = try await store.claimDue(at: .now, limit: room)
            for claim in claims {
                underWay.wrappingAdd(1, ordering: .relaxed)
                group.addTask { await self.deliver(claim) }
            }
            guard claims.count < room else { return nil }
            guard let due = try await store.nextDue() else { return Self.longestRest }
            return min(max(due - .now, .zero), Self.longestRest)
        } catch {
            log.line(.error, "store cannot be asked what is due") { $0.add("reason", error.description) }
            return Self.storePause
        }
    }

    private func deliver(_ claim: Claim) async {
        let began = ContinuousClock.now
        let outcome: CallOutcome
        let settlement: (attempt: Attempt, transition: Transition)
        do {
            outcome = await call(try MappedDeal(encoded: claim.deal).settled())
            let rule = Settlement(policy: policy) { [settings] target in
                settings.form(claim.form)?.mapping.formFields(feeding: target) ?? []
            }
            settlement = rule.settle(outcome, of: claim, endedAt: .now, random: .random(in: 0..<1))
        } catch {
            settlement = (
                Attempt(number: claim.number, startedAt: claim.startedAt, endedAt: .now, outcome: .neverSent),
                .failed(reason: "the stored deal cannot be read")
            )
        }
        if await record(settlement.attempt, claim, settlement.transition) {
            note(claim, settlement, ContinuousClock.now - began)
        }
        underWay.wrappingSubtract(1, ordering: .releasing)
        signal.yield()
    }

    /// What the CRM did must not be forgotten: a store that cannot write now is asked until it can, or until the process ends, and then
    /// the attempt counts as interrupted. Returns whether it stands on record.
    private func record(_ attempt: Attempt, _ claim: Claim, _ transition: Transition) async -> Bool {
        var triesAtTheEnd = 0
        while true {
            do throws(StoreError) {
                try await store.record(attempt, of: claim, then: transition)
                return true
            } catch {
                log.line(.error, "attempt not recorded") { line in
                    line.add("id", claim.id.description)
                    line.add("outcome", attempt.outcome.rawValue)
                    line.add("reason", error.description)
                }
                if error.code == .claimLost || error.code == .closed { return false }
                // A service that is told to stop still waits a while for a store that is merely busy.
                if isStopping.load(ordering: .acquiring) { triesAtTheEnd += 1 }
                if triesAtTheEnd > Self.triesAtTheEnd { return false }
                try? await Task.sleep(for: Self.storePause)
            }
        }
    }

    private func note(_ claim: Claim, _ settlement: (attempt: Attempt, transition: Transition), _ duration: Duration) {
        let state = settlement.transition.state
        let isAccess = settlement.attempt.outcome == .access
        let level: LogLevel = state == .delivered ? .info : state == .pending && !isAccess ? .warning : .error
        log.line(level, "attempt ended") { line in
            line.add("id", claim.id.description)
            line.add("form", claim.form)
            line.add("attempt", claim.number)
            line.add("outcome", settlement.attempt.outcome.rawValue)
            line.add("state", state.rawValue)
            if isAccess {
                line.add("reason", "the CRM refuses the access token: nothing is delivered until it is put right")
            }
            if case .delivered(let dealID, _) = settlement.transition, let dealID { line.add("deal_id", Int(dealID)) }
            let (seconds, attoseconds) = duration.components
            line.add("ms", microseconds: Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
        }
    }
}
