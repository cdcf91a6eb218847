public import Outbox
internal import Synchronization
public import Telemetry

/// Keeps the store small: removes what is older than it is kept, and gives the room back, in small steps with rests between, so that
/// nobody who posts notices.
public final class Housekeeper: Sendable {
    private let store: any KeptStore
    private let retention: Mutex<Retention>
    private let log: Log
    private let removed: @Sendable () async -> Void

    /// Between two walks over all that may go.
    private static let betweenWalks = Duration.seconds(60)
    /// After a step the store is left to others for so many times as long as it took, and at least so long.
    private static let restForWork = 9
    private static let leastRest = Duration.milliseconds(20)

    /// A housekeeper of a store.
    /// - Parameter removed: called after a walk that removed something: what belonged to it elsewhere can go.
    public init(
        store: any KeptStore, retention: Retention, log: Log, removed: @escaping @Sendable () async -> Void = {}
    ) {
        self.removed = removed
        self.store = store
        self.retention = Mutex(retention)
        self.log = log
    }

    /// Puts other times in force, from the next step on.
    public func replace(_ new: Retention) { retention.withLock { $0 = new } }

    /// Works until its task is cancelled.
    public func run() async {
        var removed = SubmissionCounts()
        while !Task.isCancelled {
            let began = ContinuousClock.now
            var rest = Self.betweenWalks
            do throws(StoreError) {
                let step = try await store.tidy(retention.withLock { $0 }, at: .now)
                for state in SubmissionState.allCases { removed[state] += step.removed[state] }
                if step.hasMore {
                    rest = max(Self.leastRest, (ContinuousClock.now - began) * Self.restForWork)
                } else {
                    note(removed)
                    if removed.total > 0 { await self.removed() }
                    removed = SubmissionCounts()
                }
            } catch {
                if error.code == .closed { return }
                log.line(.error, "store not tidied") { $0.add("reason", error.description) }
            }
            try? await Task.sleep(for: rest)
        }
    }

    private func note(_ removed: SubmissionCounts) {
        guard removed.total > 0 else { return }
        log.line(.info, "old submissions removed") { line in
            line.add("delivered", removed[.delivered])
            line.add("spam", removed[.spam])
            line.add("discarded", removed[.discarded])
        }
    }
}
