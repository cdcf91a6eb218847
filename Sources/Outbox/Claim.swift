/// A submission taken for delivery, marked so on disk before anything is sent.
///
/// `number` is the fencing number too: each claim of a submission has a higher one, and the store takes the end of
/// an attempt only from the claim that is under way. One whose lease ran out and was taken away is not under way any more.
public struct Claim: Sendable, Hashable {
    /// The submission.
    public let id: SubmissionID
    /// The form that took it.
    public let form: String
    /// The deal as mapped, encoded.
    public let deal: [UInt8]
    /// The number of the attempt now under way, from 1.
    public let number: Int
    /// Its number since the submission was last made `pending` from outside, by arrival or by a person, from 1:
    /// what the retry policy counts.
    public let numberInRound: Int
    /// When the first attempt of that round began: from here the retry policy measures how long it has been tried.
    public let triedSince: Timestamp
    /// When the submission arrived.
    public let receivedAt: Timestamp
    /// When the attempt was marked as under way.
    public let startedAt: Timestamp
    /// For how long it is whose.
    public let lease: Lease
    /// An earlier attempt that may have made the deal: this one is to look for it, and sends nothing. nil where all is known.
    public let uncertainty: Uncertainty?

    /// A claim of these parts.
    public init(
        id: SubmissionID, form: String, deal: [UInt8], number: Int, numberInRound: Int, triedSince: Timestamp,
        receivedAt: Timestamp, startedAt: Timestamp,
        lease: Lease = Lease(owner: 0, until: Timestamp(milliseconds: .max)), uncertainty: Uncertainty? = nil
    ) {
        self.id = id
        self.form = form
        self.deal = deal
        self.number = number
        self.numberInRound = numberInRound
        self.triedSince = triedSince
        self.receivedAt = receivedAt
        self.startedAt = startedAt
        self.lease = lease
        self.uncertainty = uncertainty
    }
}
