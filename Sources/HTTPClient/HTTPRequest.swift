/// One POST.
public struct HTTPRequest: Sendable {
    /// Where it goes.
    public var url: EndpointURL
    /// Header fields beside those that the client sets itself. A Content-Type belongs here: without one libcurl says urlencoded.
    public var fields: [HTTPField]
    /// The content, sent as it is with its length.
    public var content: [UInt8]
    /// The longest content of its answer in bytes; nil for the client's limit.
    public var answerLimit: Int?
    /// When this has come and nothing was sent yet, nothing is sent any more; by a clock that goes on while the machine sleeps.
    public var deadline: ContinuousClock.Instant?

    /// A POST of this content.
    public init(
        url: EndpointURL, fields: [HTTPField] = [], content: [UInt8], answerLimit: Int? = nil,
        deadline: ContinuousClock.Instant? = nil
    ) {
        self.answerLimit = answerLimit
        self.deadline = deadline
        self.url = url
        self.fields = fields
        self.content = content
    }
}
