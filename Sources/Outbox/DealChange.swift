/// A deal that takes the place of a submission's, as a person asks.
public struct DealChange: Sendable, Hashable {
    /// The submission as the person saw it: one that has moved since is left alone.
    public let seen: SubmissionSummary
    /// The new deal, encoded.
    public let deal: [UInt8]
    /// `remapped` or `edited`.
    public let kind: Intervention.Kind

    /// A change of what was seen.
    public init(of seen: SubmissionSummary, to deal: [UInt8], kind: Intervention.Kind) {
        self.seen = seen
        self.deal = deal
        self.kind = kind
    }
}
