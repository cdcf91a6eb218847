internal import Synchronization

/// What a measurement under way shows to others, and how they end it. From any thread.
public final class Pulse: Sendable {
    private let doneCount = Atomic(0)
    private let commitCount = Atomic(0)
    private let stopping = Atomic(false)

    /// A measurement that has not begun.
    public init() {}

    /// How much of what is under way has been done: answers, syncs, deals.
    public var done: Int {
        get { doneCount.load(ordering: .relaxed) }
        set { doneCount.store(newValue, ordering: .relaxed) }
    }

    /// Synced commits so far of the store that is measured.
    public var commits: Int { commitCount.load(ordering: .relaxed) }

    /// The store that is measured has made a commit.
    public func committed() { commitCount.wrappingAdd(1, ordering: .relaxed) }

    /// Ends what is under way: it throws `stopped`.
    public func stop() { stopping.store(true, ordering: .relaxed) }

    /// Whether it is to end.
    public var isStopping: Bool { stopping.load(ordering: .relaxed) }

    /// Throws `stopped` if it is to end.
    public func check() throws(BenchmarkError) { if isStopping { throw .stopped } }
}
