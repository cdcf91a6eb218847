import Outbox
import Synchronization

/// The claims this process has given out and whose end is not on disk yet.
///
/// After a failed commit the file may hold claims that nobody was given; this tells them apart.
final class OutstandingClaims: Sendable {
    /// An attempt under way. After a claim was given back, the next one has its number, and began at another moment.
    private struct Attempt: Equatable {
        let number: Int
        let startedAt: Timestamp

        init(_ claim: Claim) { (number, startedAt) = (claim.number, claim.startedAt) }
    }

    /// By the first half of the submission's id.
    private let attempts = Mutex<[UInt64: Attempt]>([:])

    func insert(_ claims: [Claim]) {
        attempts.withLock { attempts in
            for claim in claims { attempts[claim.id.high] = Attempt(claim) }
        }
    }

    /// Forgets claims; not a later one of the same submission.
    func remove(_ claims: [Claim]) {
        attempts.withLock { attempts in
            for claim in claims where attempts[claim.id.high] == Attempt(claim) { attempts[claim.id.high] = nil }
        }
    }

    func contains(_ key: UInt64) -> Bool {
        attempts.withLock { $0[key] != nil }
    }
}
