/// A stored submission, whole: what its summary says, and all that came with it.
@dynamicMemberLookup
public struct Submission: Sendable, Hashable, Identifiable {
    /// What a list shows of it; each of its parts is also a part of the submission.
    public let summary: SubmissionSummary
    /// The `X-Request-Id` of the answer it got.
    public let requestID: String
    /// The content's media type, as it came; empty where none came.
    public let contentType: String
    /// The chosen request headers, as a JSON object.
    public let headers: [UInt8]
    /// The target's query, without the question mark.
    public let query: [UInt8]
    /// The visitor's or sender's address, as text.
    public let clientAddress: String
    /// The content's raw bytes, as they came.
    public let content: [UInt8]
    /// The deal as mapped, encoded; nil where the rules did not fit.
    public let deal: [UInt8]?
    /// What is wrong with which field of the form, as a JSON array of `{"field", "message"}`.
    public let problems: [UInt8]?
    /// What makes a repeat of it recognisable.
    public let repeatKey: [UInt8]?
    /// Which element of its post's list it is, from 0; nil where the post is one submission.
    public let part: Int?
    /// What had to be fetched for it.
    public let fetched: Fetched
    /// The files among its fields, in their order, also those that are not kept; empty where its form kept none.
    public var files: [StoredFile]
    /// How many repeats of it came, and made no deal of their own.
    public var repeats = 0

    /// A submission of these parts.
    public init(
        summary: SubmissionSummary, requestID: String, contentType: String, headers: [UInt8], query: [UInt8],
        clientAddress: String, content: [UInt8], deal: [UInt8]?, problems: [UInt8]?, repeatKey: [UInt8]?,
        part: Int? = nil, fetched: Fetched = .nothing, files: [StoredFile] = []
    ) {
        self.summary = summary
        self.requestID = requestID
        self.contentType = contentType
        self.headers = headers
        self.query = query
        self.clientAddress = clientAddress
        self.content = content
        self.deal = deal
        self.problems = problems
        self.repeatKey = repeatKey
        self.part = part
        self.fetched = fetched
        self.files = files
    }

    /// Its name.
    public var id: SubmissionID { summary.id }

    /// A part of the summary: `form`, `state`, `dueAt`, `attempts`, `reason` and the others.
    public subscript<Part>(dynamicMember part: KeyPath<SubmissionSummary, Part>) -> Part {
        summary[keyPath: part]
    }
}
