/// An answer: status, field lines and content. Date, Content-Length, Connection and X-Request-Id are the listener's to add.
public struct Response: Sendable {
    /// The status code, 200 to 599.
    public var status: Int
    /// Field lines as they go on the wire, each with its CRLF. A handler may keep them ready and share them.
    public private(set) var fieldLines: [UInt8]
    /// The content, left out for HEAD.
    public var content: [UInt8]
    /// Whether the connection is closed after it.
    public var closes = false

    /// An answer with content of a media type.
    public init(status: Int, contentType: StaticString, content: [UInt8]) {
        self.status = status
        self.fieldLines = []
        self.content = content
        add("Content-Type", contentType.description)
    }

    /// An answer without content.
    public init(status: Int) {
        self.status = status
        fieldLines = []
        content = []
    }

    /// An answer with field lines that were written before, by another answer's ``fieldLines``.
    public init(status: Int, fieldLines: [UInt8], content: [UInt8]) {
        self.status = status
        self.fieldLines = fieldLines
        self.content = content
    }

    /// Adds a field; control characters in the value become spaces, so that no value can begin another field.
    public mutating func add(_ name: StaticString, _ value: String) {
        fieldLines.append(contentsOf: name.description.utf8)
        fieldLines.append(0x3A)
        fieldLines.append(0x20)
        for byte in value.utf8 { fieldLines.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
        fieldLines.append(0x0D)
        fieldLines.append(0x0A)
    }

    /// The reason phrase of a status (RFC 9110, 15; RFC 6585); empty for one we never send.
    static func reason(_ status: Int) -> StaticString {
        switch status {
        case 200: "OK"
        case 204: "No Content"
        case 303: "See Other"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 410: "Gone"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}
