public import Outbox
internal import Synchronization
public import Telemetry

/// Looks after what needs a person, and tells the targets: what the courier reports, and once a minute what stands in the store and how
/// full its disk is. Nothing waits for it, and nothing that it sends holds more than names of forms, counts and times.
public final class AlarmWatch: Sendable {
    /// What the watch looks at.
    public struct Subject: Sendable {
        /// Whether the store can store.
        public let isReady: @Sendable () async -> Bool
        /// What stands in the store; nil where it cannot be read.
        public let survey: @Sendable () async -> Survey?
        /// The disk of the store; nil where that cannot be told.
        public let disk: @Sendable () -> FreeDisk?

        /// A subject for tests and other stores.
        public init(
            isReady: @escaping @Sendable () async -> Bool, survey: @escaping @Sendable () async -> Survey?,
            disk: @escaping @Sendable () -> FreeDisk?
        ) {
            self.isReady = isReady
            self.survey = survey
            self.disk = disk
        }

        /// A store whose file or folder is at `path`.
        public init(_ store: any SubmissionStore, path: String?) {
            self.init(
                isReady: { await store.isReady() }, survey: { try? await store.survey() },
                disk: { path.flatMap { FreeDisk(of: $0) } })
        }
    }

    /// Makes the sender of a target.
    public typealias Senders = @Sendable (AlertTarget) throws -> any AlarmSender

    private let subject: Subject
    private let senders: Senders
    private let log: Log
    private let pause: Duration
    private let began = ContinuousClock.now
    private let state: Mutex<State>

    private struct State {
        var board: AlarmBoard
        var settings: AlertSettings
        var posts: [(target: AlertTarget, post: AlarmPost, task: Task<Void, Never>)] = []
        /// How often in a row the store could not store.
        var storeFailures = 0
        var isStopped = false
    }

    /// A store that is busy for one look is no store that is away.
    private static let mostStoreFailures = 2

    /// - Parameters:
    ///   - rules: in place of those that follow from the settings.
    ///   - pause: from one look to the next.
    public init(
        _ subject: Subject, settings: AlertSettings, rules: AlarmRules? = nil, pause: Duration = .seconds(60),
        log: Log, senders: @escaping Senders
    ) {
        self.subject = subject
        self.senders = senders
        self.log = log
        self.pause = pause
        state = Mutex(State(board: AlarmBoard(rules: rules ?? settings.rules), settings: settings))
        setTargets(settings.targets)
    }

    /// Takes what happened, from any thread and without waiting.
    public func note(_ event: AlarmEvent) {
        let (messages, posts) = state.withLock { state in
            (
                state.board.take(event, at: AlarmMoment(elapsed: began.duration(to: .now), wall: .now)),
                state.posts.map(\.post)
            )
        }
        for message in messages { put(message, to: posts) }
    }

    /// Puts other settings in force. A target that was not there before is told what stands.
    public func replace(_ settings: AlertSettings) {
        state.withLock { state in
            state.settings = settings
            state.board.rules.remind = settings.remind
        }
        setTargets(settings.targets)
    }

    /// Looks at once, when the causes of the start are gathered, and then again and again until the task is cancelled.
    public func run() async {
        let gathering = state.withLock { $0.board.rules.gathering }
        await look()
        guard (try? await Task.sleep(for: gathering)) != nil else { return }
        while true {
            await look()
            guard (try? await Task.sleep(for: pause)) != nil else { return }
        }
    }

    /// Gives what is being sent a moment, and ends. What was not sent is told after the next start, if it still stands.
    public func stop(within limit: Duration = .seconds(1)) async {
        let posts = state.withLock { state in
            state.isStopped = true
            defer { state.posts = [] }
            return state.posts
        }
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end, posts.contains(where: { !$0.post.isIdle }) {
            try? await Task.sleep(for: .milliseconds(20))
        }
        for entry in posts { entry.task.cancel() }
        for entry in posts { await entry.task.value }
    }

    // MARK: Looking

    private func look() async {
        let isReady = await subject.isReady()
        let survey = isReady ? await subject.survey() : nil
        if Task.isCancelled { return }
        let (settings, isAway) = state.withLock { state in
            state.storeFailures = survey == nil ? state.storeFailures + 1 : 0
            return (state.settings, state.storeFailures >= Self.mostStoreFailures)
        }
        guard let survey else { return note(isAway ? .raised(.storeAway) : .tick) }
        note(.looked(Self.found(in: survey, subject.disk(), by: settings, at: .now)))
    }

    /// The causes that a look found.
    static func found(
        in survey: Survey, _ disk: FreeDisk?, by settings: AlertSettings, at moment: Timestamp
    ) -> [AlarmCause: AlarmMeasure] {
        var found: [AlarmCause: AlarmMeasure] = [:]
        for entry in survey.entries {
            if let cause = AlarmCause(entry) { found[cause] = .submissions(entry.count) }
        }
        if let oldest = survey.oldestPending, moment - oldest > settings.backlogOlderThan {
            found[.backlog] = .waiting(moment - oldest)
        }
        if let disk, disk.isBelow(settings.diskBelow) { found[.diskLow] = .free(bytes: disk.free) }
        return found
    }

    // MARK: Telling

    private func put(_ message: AlarmMessage, to posts: [AlarmPost]) {
        let level: LogLevel = message.kind == .cleared ? .info : .warning
        for entry in message.entries {
            log.line(level, "alert") { line in
                line.add("kind", message.kind.rawValue)
                line.add("cause", entry.cause.code)
                line.add("form", entry.cause.form)
                line.add("token_in", entry.cause.token)
            }
        }
        for post in posts { post.put(message) }
    }

    private func setTargets(_ targets: [AlertTarget]) {
        state.withLock { state in
            guard !state.isStopped else { return }
            for entry in state.posts where !targets.contains(entry.target) { entry.task.cancel() }
            let old = state.posts
            let isStart = old.isEmpty && began.duration(to: .now) < state.board.rules.gathering
            state.posts = old.filter { targets.contains($0.target) }
            let moment = AlarmMoment(elapsed: began.duration(to: .now), wall: .now)
            let fresh = targets.filter { target in !old.contains { $0.target == target } }
            let summary = fresh.isEmpty || isStart ? nil : state.board.summary(at: moment)
            for target in fresh {
                do {
                    let post = AlarmPost(to: target.name, by: try senders(target), log: log)
                    if let summary { post.put(summary) }
                    state.posts.append((target, post, Task.detached { await post.run() }))
                } catch {
                    log.line(.error, "alerts cannot be sent") { line in
                        line.add("target", target.name)
                        line.add("reason", String(describing: error))
                    }
                }
            }
        }
    }
}

extension AlarmCause {
    fileprivate init?(_ entry: Survey.Entry) {
        switch entry.state {
        case .held: self = .held(entry.form)
        case .failed: self = .failed(entry.form)
        case .unmapped: self = .unmapped(entry.form)
        case .pending, .delivered, .spam, .discarded: return nil
        }
    }
}
