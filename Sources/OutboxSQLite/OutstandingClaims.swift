import Outbox
import Synchronization

/// The claims this process has given out and whose end is not on disk yet.
///
/// After a failed commit the file may hold claims that nobody was given; this tells them apart.
final class OutstandingClaims: Sendable {
    /// The number of the attempt under way, by the first half of the submission's id.
    private let numbers = Mutex<[UInt64: Int]>([:])

    func insert(_ claims: [Claim]) {
        numbers.withLock { numbers in
            for claim in claims { numbers[claim.id.high] = claim.number }
        }
    }

    /// Forgets claims; not a later one of the same submission.
    func remove(_ claims: [Claim]) {
        numbers.withLock { numbers in
            for claim in claims where numbers[claim.id.high] == claim.number { numbers[claim.id.high] = nil }
        }
    }

    func contains(_ key: UInt64) -> Bool {
        numbers.withLock { $0[key] != nil }
    }
}
