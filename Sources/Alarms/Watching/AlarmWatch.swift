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
        /// Whether all of the store's file is sound; takes long, and is asked once a day.
        public let isSound: @Sendable () async -> Bool
        /// The damaged files that were put aside and are there still.
        public let putAside: @Sendable () -> [String]

        /// A subject for tests and other stores.
        public init(
            isReady: @escaping @Sendable () async -> Bool, survey: @escaping @Sendable () async -> Survey?,
            disk: @escaping @Sendable () -> FreeDisk?, isSound: @escaping @Sendable () async -> Bool = { true },
            putAside: @escaping @Sendable () -> [String] = { [] }
        ) {
            self.isReady = isReady
            self.survey = survey
            self.disk = disk
            self.isSound = isSound
            self.putAside = putAside
        }

        /// A store whose file or folder is at `path`.
        public init(
            _ store: any SubmissionStore, path: String?, isSound: @escaping @Sendable () async -> Bool = { true },
            putAside: @escaping @Sendable () -> [String] = { [] }
        ) {
            self.init(
                isReady: { await store.isReady() }, survey: { try? await store.survey() },
                disk: { path.flatMap { FreeDisk(of: $0) } }, isSound: isSound,
                putAside: putAside)
        }
    }

    /// Makes the sender of a target.
    public typealias Senders = @Sendable (AlertTarget) throws -> any AlarmSender

    private let subject: Subject
    private let senders: Senders
    private let log: Log
    private let pause: Duration
    private let soundRound: Duration
    private let began = ContinuousClock.now
    private let state: Mutex<State>

    private struct State {
        var board: AlarmBoard
        var settings: AlertSettings
        var posts: [(target: AlertTarget, post: AlarmPost, task: Task<Void, Never>)] = []
        /// How often in a row the store could not store.
        var storeFailures = 0
        /// What the last whole look at the store's file said, and when it began, since the start.
        var isSound = true
        var soundAt = Duration.zero
        var isStopped = false
    }

    /// A store that is busy for one look is no store that is away.
    private static let mostStoreFailures = 2

    /// - Parameters:
    ///   - rules: in place of those that follow from the settings.
    ///   - pause: from one look to the next.
    ///   - soundRound: how long after the start, and after each other, the whole of the store's file is looked at.
    public init(
        _ subject: Subject, settings: AlertSettings, rules: AlarmRules? = nil, pause: Duration = .seconds(60),
        soundRound: Duration = .seconds(24 * 3600), log: Log, senders: @escaping Senders
    ) {
        self.subject = subject
        self.senders = senders
        self.log = log
        self.pause = pause
        self.soundRound = soundRound
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
        var found = Self.found(in: survey, subject.disk(), subject.putAside(), by: settings, at: .now)
        if await !isSound() { found[.storeDamaged] = AlarmMeasure.none }
        note(.looked(found))
    }

    /// What the store reads it finds to be sound or not; what it holds in memory, and what nobody asks for, it does not see.
    private func isSound() async -> Bool {
        let elapsed = began.duration(to: .now)
        let isDue = state.withLock { state in
            guard elapsed - state.soundAt >= soundRound else { return false }
            state.soundAt = elapsed
            return true
        }
        guard isDue else { return state.withLock { $0.isSound } }
        let isSound = await subject.isSound()
        state.withLock { $0.isSound = isSound }
        return isSound
    }

    /// The causes that a look found.
    static func found(
        in survey: Survey, _ disk: FreeDisk?, _ putAside: [String], by settings: AlertSettings, at moment: Timestamp
    ) -> [AlarmCause: AlarmMeasure] {
        var found: [AlarmCause: AlarmMeasure] = [:]
        for entry in survey.entries {
            if let cause = AlarmCause(entry) { found[cause] = .submissions(entry.count) }
        }
        if let oldest = survey.oldestPending, moment - oldest > settings.backlogOlderThan {
            found[.backlog] = .waiting(moment - oldest)
        }
        if let disk, disk.isBelow(settings.diskBelow) { found[.diskLow] = .free(bytes: disk.free) }
        for file in putAside { found[.storePutAside(file)] = AlarmMeasure.none }
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
                line.add("file", entry.cause.file)
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
