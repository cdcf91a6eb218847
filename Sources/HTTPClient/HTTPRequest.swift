/// One POST.
public struct HTTPRequest: Sendable {
    /// Where it goes.
    public var url: EndpointURL
    /// Header fields beside those that the client sets itself. A Content-Type belongs here: without one libcurl says urlencoded.
    public var fields: [HTTPField]
    /// The content, sent as it is with its length.
    public var content: [UInt8]

    /// A POST of this content.
    public init(url: EndpointURL, fields: [HTTPField] = [], content: [UInt8]) {
        self.url = url
        self.fields = fields
        self.content = content
    }
}
