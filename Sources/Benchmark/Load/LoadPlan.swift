/// What a load generator is to do: one request, over and over, on connections that are kept.
public struct LoadPlan: Sendable {
    /// When it is enough.
    public enum Length: Sendable {
        /// So long after a beginning that is not counted.
        case time(Duration, warmUp: Duration)
        /// So many requests.
        case requests(Int)
    }

    /// The port of 127.0.0.1.
    public var port: UInt16
    /// What is sent each time, head and content.
    public var request: [UInt8]
    /// What has to come back each time.
    public var expected: ExpectedAnswer
    /// How many connections, each with one request at a time; 1 or more.
    public var connections: Int
    /// When it is enough.
    public var length: Length
    /// How long nothing may come while answers are awaited; 10 s unless set.
    public var patience = Duration.seconds(10)

    /// A plan of these parts.
    public init(port: UInt16, request: [UInt8], expected: ExpectedAnswer, connections: Int, length: Length) {
        self.port = port
        self.request = request
        self.expected = expected
        self.connections = connections
        self.length = length
    }

    /// A POST as a small client writes it.
    public static func post(_ path: String, contentType: String, content: [UInt8]) -> [UInt8] {
        let head = """
            POST \(path) HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: \(contentType)\r
            Content-Length: \(content.count)\r
            \r

            """
        return Array(head.utf8) + content
    }

    /// A GET as a small client writes it.
    public static func get(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
    }
}
