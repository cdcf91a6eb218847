/// One accepted post on its way into the store.
public struct NewSubmission: Sendable, Hashable {
    /// Its name; the store never gives it another.
    public let id: SubmissionID
    /// The form that took it, by the name in its address.
    public let form: String
    /// The state it begins in: `pending`, `unmapped`, `held` or `spam`.
    public let state: SubmissionState
    /// When it arrived; what is `pending` is due from then on.
    public let receivedAt: Timestamp
    /// The answer's `X-Request-Id`.
    public let requestID: String
    /// The content's media type, as it came; empty where none came.
    public let contentType: String
    /// The chosen request headers, as a JSON object.
    public let headers: [UInt8]
    /// The target's query, without the question mark; empty where none came.
    public let query: [UInt8]
    /// The visitor's or sender's address, as text.
    public let clientAddress: String
    /// The content's raw bytes, as they came.
    public let content: [UInt8]
    /// The deal as mapped, encoded; the store does not look inside.
    public let deal: [UInt8]?
    /// Why it is not `pending`, in words for a person.
    public let reason: String?
    /// What is wrong with which field of the form, as a JSON array of `{"field", "message"}`.
    public let problems: [UInt8]?
    /// What makes a repeat recognisable, with the form's name in it; nil where nothing does.
    public let repeatKey: [UInt8]?

    /// A submission with these parts. One that would be `pending` without a deal becomes `unmapped`, so that a
    /// person sees it: it could never be delivered.
    public init(
        id: SubmissionID, form: String, state: SubmissionState, receivedAt: Timestamp, requestID: String = "",
        contentType: String = "", headers: [UInt8] = [], query: [UInt8] = [], clientAddress: String = "",
        content: [UInt8], deal: [UInt8]? = nil, reason: String? = nil, problems: [UInt8]? = nil,
        repeatKey: [UInt8]? = nil
    ) {
        self.id = id
        self.form = form
        self.state = state == .pending && deal == nil ? .unmapped : state
        self.receivedAt = receivedAt
        self.requestID = requestID
        self.contentType = contentType
        self.headers = headers
        self.query = query
        self.clientAddress = clientAddress
        self.content = content
        self.deal = deal
        self.reason = reason
        self.problems = problems
        self.repeatKey = repeatKey
    }
}
