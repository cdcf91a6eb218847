internal import Outbox

/// A claim on its way to the CRM.
struct Job: Sendable {
    let claim: Claim
    /// The token that it goes by.
    let lane: LaneEntry
    /// From then on nothing of it may be sent: the call could end after the claim's lease.
    let deadline: ContinuousClock.Instant
}
