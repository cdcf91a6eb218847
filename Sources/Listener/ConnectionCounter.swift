internal import Synchronization

/// How many connections a listener's loops have open together.
final class ConnectionCounter: Sendable {
    private let open = Atomic(0)

    /// Counts one more, unless that would pass the limit.
    func enter(limit: Int) -> Bool {
        let (_, count) = open.wrappingAdd(1, ordering: .relaxed)
        if count <= limit { return true }
        leave()
        return false
    }

    func leave() { open.wrappingSubtract(1, ordering: .relaxed) }
}
