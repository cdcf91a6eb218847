internal import BoardCRM
public import HTTPClient
internal import Mapping
public import Outbox
internal import Synchronization
public import Telemetry

/// Fetches what senders only announce, and sends the submissions that wait for it on their way.
///
/// No sender waits for it: the notice is stored and answered before. What is under way when the process ends is asked for again when it
/// starts: a GET does no harm.
public final class FetchDesk: Sendable {
    private struct State {
        var policy: RetryPolicy
        var limits: LimitSettings
        var underWay: Set<SubmissionID> = []
        /// The forms whose token was not taken the last time.
        var denied: Set<String> = []
        var isStopping = false
        var chances = Chances()
    }

    private let store: any KeptStore
    private let forms: IntakeSettings
    private let client: HTTPClient
    private let log: Log
    private let alarm: @Sendable (CourierAlarm) -> Void
    private let due: @Sendable () -> Void
    private let state: Mutex<State>
    private let bell = Bell()

    /// How many are asked for at once.
    private static let inFlight = 8
    private static let storePause = Duration.seconds(1)
    /// How soon it is seen what another process made due.
    private static let longestRest = Duration.seconds(2)

    /// - Parameters:
    ///   - policy: when a try is made again.
    ///   - client: sends the requests.
    ///   - alarm: told of what needs a person; must not wait.
    ///   - due: something is due for delivery.
    public init(
        store: any KeptStore, forms: IntakeSettings, policy: RetryPolicy, limits: LimitSettings, client: HTTPClient,
        log: Log, alarm: @escaping @Sendable (CourierAlarm) -> Void = { _ in }, due: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.forms = forms
        self.client = client
        self.log = log
        self.alarm = alarm
        self.due = due
        state = Mutex(State(policy: policy, limits: limits))
    }

    /// Puts other settings in force.
    public func replace(policy: RetryPolicy, limits: LimitSettings) {
        state.withLock { state in
            state.policy = policy
            state.limits = limits
        }
        bell.ring()
    }

    /// A notice was stored. From any thread.
    public func wake() { bell.ring() }

    /// Asks for nothing new; ``run()`` returns when what is under way has ended. Closing the client ends that at once.
    public func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Fetches until stopped.
    public func run() async {
        var waiter = bell.waiter()
        await withDiscardingTaskGroup { group in
            while !state.withLock(\.isStopping) {
                let rest = await start(&group)
                await waiter.wait(atMost: rest)
            }
        }
    }

    /// Starts what is due; returns for how long nothing more will be by itself, nil for as long as nobody wakes it.
    private func start(_ group: inout DiscardingTaskGroup) async -> Duration? {
        do throws(StoreError) {
            // Those under way are due until they have ended.
            for task in try await store.fetches(dueAt: .now, limit: Self.inFlight * 2) {
                let mayStart = state.withLock { state in
                    state.underWay.count < Self.inFlight && state.underWay.insert(task.id).inserted
                }
                if mayStart { group.addTask { await self.work(task) } }
            }
            if state.withLock({ !$0.underWay.isEmpty }) { return Self.longestRest }
            let next = try await store.nextFetch().map { max($0 - .now, .milliseconds(2)) }
            guard let next else { return forms.fetches ? Self.longestRest : nil }
            return min(next, Self.longestRest)
        } catch {
            log.line(.error, "store cannot be asked what is to be fetched") { $0.add("reason", error.description) }
            return Self.storePause
        }
    }

    private func work(_ task: FetchTask) async {
        defer {
            state.withLock { _ = $0.underWay.remove(task.id) }
            bell.ring()
        }
        let (startedAt, began) = (Timestamp.now, ContinuousClock.now)
        do throws(StoreError) {
            guard let submission = try await store.submission(task.id) else { return }
            let (limits, policy) = state.withLock { ($0.limits, $0.policy) }
            let form = forms.form(submission.form)
            let finding = await find(submission, form, limits)
            // Asked for again after the start: that the service ends is no answer.
            if state.withLock(\.isStopping), case .noAnswer = finding { return }
            let settlement = FetchSettlement(
                policy: policy, task: task, startedAt: startedAt, endedAt: .now,
                random: state.withLock { $0.chances.next() })
            let end = settlement.end(finding) { answer in Self.map(submission, answer, form, limits) }
            try await record(end, of: submission, began.duration(to: .now))
        } catch {
            log.line(.error, "what was announced is not fetched") { line in
                line.add("id", task.id.description)
                line.add("reason", error.description)
            }
            try? await Task.sleep(for: Self.storePause)
        }
    }

    private func find(_ submission: Submission, _ form: FormSettings?, _ limits: LimitSettings) async -> FetchFinding {
        guard let form, let settings = form.fetch, let rules = form.mapping.fetch else {
            return .notAsked("the form \(submission.form) fetches nothing any more; `remap` takes the notice alone")
        }
        let address: AddressTemplate.Filled
        do throws(MappingTrial.Unreadable) {
            let (part, context) = try StoredMapping.part(
                of: submission, by: form, limits: limits, fetched: nil, isNotice: true)
            address = rules.address(of: part, context: context)
        } catch {
            return .notAsked(error.message)
        }
        switch address {
        case .refused(let why): return .notAsked(why)
        case .address(let address):
            guard let request = settings.request(for: address) else {
                return .notAsked("fetch: url is no address that may be called")
            }
            return FetchFinding(
                await client.send(request), by: rules, hiding: settings.hidden,
                now: Timestamp.now.milliseconds / 1000)
        }
    }

    private static func map(
        _ submission: Submission, _ answer: [UInt8], _ form: FormSettings?, _ limits: LimitSettings
    ) -> FetchSettlement.Mapped {
        guard let form else { return .unreadable("there is no form \(submission.form) any more") }
        do throws(MappingTrial.Unreadable) {
            let (part, context) = try StoredMapping.part(of: submission, by: form, limits: limits, fetched: answer)
            if let reason = form.mapping.reasonToIgnore(part, context: context) {
                return .ignored(Intake.ignored(reason))
            }
            return .result(form.mapping.map(part, context: context))
        } catch {
            return .unreadable(error.message)
        }
    }

    private func record(_ end: FetchEnd, of submission: Submission, _ duration: Duration) async throws(StoreError) {
        let isMoved = try await store.record(end, of: submission.id)
        log.line(end.state == .pending ? .info : .warning, "fetch ended") { line in
            line.add("id", submission.id.description)
            line.add("form", submission.form)
            line.add("attempt", end.attempt.number)
            line.add("outcome", end.attempt.outcome.rawValue)
            line.add("state", isMoved ? end.state.rawValue : "moved meanwhile")
            let (seconds, attoseconds) = duration.components
            line.add("ms", microseconds: Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
        }
        tellOfToken(end.attempt.outcome, submission.form)
        guard isMoved else { return }
        switch end.course {
        case .deliver: due()
        case .failed: alarm(.failed(form: submission.form))
        case .hold: alarm(.held(form: submission.form))
        case .again, .unmapped, .ignored: break
        }
    }

    private func tellOfToken(_ outcome: FetchOutcome, _ form: String) {
        switch outcome {
        case .denied:
            state.withLock { _ = $0.denied.insert(form) }
            let alarm = CourierAlarm.fetchDenied(form: form)
            log.line(.error, "fetch") { $0.add("reason", alarm.description) }
            self.alarm(alarm)
        case .fetched:
            guard state.withLock({ $0.denied.remove(form) }) != nil else { return }
            alarm(.fetchAccepted(form: form))
        case .refused, .later, .noAnswer, .unusable, .notAsked: break
        }
    }
}
