internal import Synchronization

/// What a measurement under way shows to others, and how they end it. From any thread.
public final class Pulse: Sendable {
    private let doneCount = Atomic(0)
    private let commits = Mutex(LatencyHistogram())
    private let stopping = Atomic(false)

    /// A measurement that has not begun.
    public init() {}

    /// How much of what is under way has been done: answers, syncs, deals.
    public var done: Int {
        get { doneCount.load(ordering: .relaxed) }
        set { doneCount.store(newValue, ordering: .relaxed) }
    }

    /// The store that is measured has made and synced a commit, which took so long from its beginning.
    public func committed(in duration: Duration) {
        commits.withLock { $0.record(duration.wholeNanoseconds) }
    }

    /// The synced commits since the last time this was asked.
    func takeCommits() -> LatencyHistogram {
        commits.withLock { commits in
            defer { commits = LatencyHistogram() }
            return commits
        }
    }

    /// Ends what is under way: it throws `stopped`.
    public func stop() { stopping.store(true, ordering: .relaxed) }

    /// Whether it is to end.
    public var isStopping: Bool { stopping.load(ordering: .relaxed) }

    /// Throws `stopped` if it is to end.
    public func check() throws(BenchmarkError) { if isStopping { throw .stopped } }
}
