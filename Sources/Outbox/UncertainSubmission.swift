/// A submission of which nobody knows whether its deal was made: waiting to be looked for, or held.
public struct UncertainSubmission: Sendable, Hashable {
    /// Its name.
    public let id: SubmissionID
    /// The deal that was sent, encoded.
    public let deal: [UInt8]
    /// What is not known.
    public let uncertainty: Uncertainty

    /// One of these parts.
    public init(id: SubmissionID, deal: [UInt8], uncertainty: Uncertainty) {
        self.id = id
        self.deal = deal
        self.uncertainty = uncertainty
    }
}
