import Synchronization

/// The claims this process has given out and whose end is not on disk yet, by the first half of their ids.
///
/// After a failed commit the file may hold claims that nobody was given; this tells them apart.
final class OutstandingClaims: Sendable {
    private let keys = Mutex(Set<UInt64>())

    func insert(_ newKeys: some Sequence<UInt64>) {
        keys.withLock { $0.formUnion(newKeys) }
    }

    func remove(_ key: UInt64) {
        _ = keys.withLock { $0.remove(key) }
    }

    func contains(_ key: UInt64) -> Bool {
        keys.withLock { $0.contains(key) }
    }
}
