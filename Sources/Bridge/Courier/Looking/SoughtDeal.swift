internal import BoardCRM
internal import Mapping
internal import Outbox

/// A deal that is looked for on the board.
struct SoughtDeal: Sendable {
    let id: SubmissionID
    /// The deal as it was sent.
    let deal: Deal
    let uncertainty: Uncertainty

    /// The lead's attributes that were sent.
    var lead: [OrderedValues<LeadAttribute>.Entry] { deal.lead?.attributes.entries ?? [] }
}

extension SoughtDeal {
    /// A submission as the store keeps it; nil where its deal cannot be read.
    init?(_ submission: UncertainSubmission) {
        guard let deal = try? MappedDeal(encoded: submission.deal).settled() else { return nil }
        self.init(id: submission.id, deal: deal, uncertainty: submission.uncertainty)
    }
}
