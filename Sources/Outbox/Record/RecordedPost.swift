/// A post as it came, kept for whoever writes a form's rules: what no rule fits is shown with all its headers.
public struct RecordedPost: Sendable, Hashable {
    /// The answer's `X-Request-Id`; names the post.
    public let requestID: String
    /// The form that it was posted to.
    public let form: String
    /// When it came.
    public let receivedAt: Timestamp
    /// The status that it was answered with.
    public let status: Int
    /// What did not fit, in words for a person.
    public let reason: String
    /// The header fields as a JSON array of `[name, value]`, those that are secret masked.
    public let headers: [UInt8]
    /// The target's query, what is secret in it masked.
    public let query: [UInt8]
    /// The content's media type, as it came; empty where none came.
    public let contentType: String
    /// The content's raw bytes; of a long one its beginning.
    public let content: [UInt8]
    /// How long the content was.
    public let contentSize: Int

    /// A post of these parts.
    public init(
        requestID: String, form: String, receivedAt: Timestamp, status: Int, reason: String, headers: [UInt8],
        query: [UInt8], contentType: String, content: [UInt8], contentSize: Int
    ) {
        self.requestID = requestID
        self.form = form
        self.receivedAt = receivedAt
        self.status = status
        self.reason = reason
        self.headers = headers
        self.query = query
        self.contentType = contentType
        self.content = content
        self.contentSize = contentSize
    }

    /// Whether only its beginning was kept.
    public var isCut: Bool { content.count < contentSize }
}
