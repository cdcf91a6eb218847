/// A submission without its content, for lists.
public struct SubmissionSummary: Sendable, Hashable, Identifiable {
    /// Its name.
    public let id: SubmissionID
    /// The form that took it.
    public let form: String
    /// Where it stands.
    public let state: SubmissionState
    /// When it arrived.
    public let receivedAt: Timestamp
    /// When its state or its next attempt was last settled; the time of arrival until then.
    public let changedAt: Timestamp
    /// When its next attempt is due; nil unless it is `pending` and no attempt is under way.
    public let dueAt: Timestamp?
    /// When the attempt under way began; nil where none is.
    public let attemptStartedAt: Timestamp?
    /// How many attempts have begun.
    public let attempts: Int
    /// The deal made by the CRM, where it said.
    public let dealID: Int64?
    /// The lead made by the CRM, where it said.
    public let leadID: Int64?
    /// Why it stands where it stands, in words for a person; nil where nothing went wrong.
    public let reason: String?
    /// The size of its raw content in bytes.
    public let contentSize: Int

    /// A summary of these parts.
    public init(
        id: SubmissionID, form: String, state: SubmissionState, receivedAt: Timestamp, changedAt: Timestamp,
        dueAt: Timestamp?, attemptStartedAt: Timestamp?, attempts: Int, dealID: Int64?, leadID: Int64?,
        reason: String?, contentSize: Int
    ) {
        self.id = id
        self.form = form
        self.state = state
        self.receivedAt = receivedAt
        self.changedAt = changedAt
        self.dueAt = dueAt
        self.attemptStartedAt = attemptStartedAt
        self.attempts = attempts
        self.dealID = dealID
        self.leadID = leadID
        self.reason = reason
        self.contentSize = contentSize
    }
}
