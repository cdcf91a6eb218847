internal import BoardCRM
internal import Mapping
internal import Outbox

/// A claim on its way to the CRM, with what is sent of it. It goes through many hands, and is one object in all of them.
final class Job: Sendable {
    let claim: Claim
    /// The token that it goes by.
    let lane: LaneEntry
    /// From then on nothing of it may be sent: the call could end after the claim's lease.
    let deadline: ContinuousClock.Instant
    /// What is sent; nil where the stored deal cannot be read, and where the deal is to be looked for.
    let deal: DealText?

    /// Makes a claim ready to be sent, which takes some microseconds.
    init(claim: Claim, lane: LaneEntry, deadline: ContinuousClock.Instant) {
        (self.claim, self.lane, self.deadline) = (claim, lane, deadline)
        guard claim.uncertainty == nil else {
            deal = nil
            return
        }
        let reference = lane.lane.reference.map { ($0, claim.id.description) }
        deal = try? DealText(settling: claim.deal, with: reference)
    }
}
