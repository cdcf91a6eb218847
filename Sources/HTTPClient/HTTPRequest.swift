/// One request: a POST, or a GET.
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

    /// Whether it is a GET, which has no content.
    public private(set) var isGet = false
    /// Which addresses it may connect to; nil for any. One that says so gets a connection of its own, so that no other request's is used.
    public var addresses: AddressPolicy?

    /// A GET.
    public static func get(
        _ url: EndpointURL, fields: [HTTPField] = [], answerLimit: Int? = nil, addresses: AddressPolicy? = nil
    ) -> HTTPRequest {
        var request = HTTPRequest(url: url, fields: fields, content: [], answerLimit: answerLimit)
        request.isGet = true
        request.addresses = addresses
        return request
    }

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
