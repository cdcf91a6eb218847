/// One HTTP/1.1 request over a connection of its own, for tests that want an answer and no connection.
public enum PlainHTTP {
    /// Sends a request to a port of 127.0.0.1 and reads the answer; one without a head (status 0) when the server cannot be reached or closes
    /// without an answer.
    public static func request(
        _ method: String, _ target: String, port: Int, fields: [String] = [], content: [UInt8] = []
    ) async -> RawResponse {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
        if !content.isEmpty { lines.append("Content-Length: \(content.count)") }
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + content
        let isHead = method == "HEAD"
        return (try? await offPool { answer(to: bytes, port: port, isHead: isHead) }) ?? RawResponse(head: "")
    }

    private static func answer(to request: [UInt8], port: Int, isHead: Bool) -> RawResponse {
        let none = RawResponse(head: "")
        guard let client = try? RawClient(port: port) else { return none }
        do {
            try client.send(request)
            return try client.response(toHead: isHead) ?? none
        } catch {
            return none
        }
    }
}
