internal import Outbox

/// A call under way.
struct Call: Sendable {
    let job: Job
    /// When it began, by the clock that is stored.
    let sentAt: Timestamp
}
