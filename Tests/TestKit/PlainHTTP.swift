import Dispatch
import Glibc

/// One HTTP/1.1 request over a connection of its own, written and read as it is: no library decides what goes out.
public enum PlainHTTP {
    /// What came back before the server closed the connection.
    public struct Answer: Sendable {
        /// The status code; 0 when nothing came that begins like an answer.
        public let status: Int
        /// The status line and the field lines.
        public let head: String
        /// What follows the head.
        public let content: [UInt8]

        /// The content as text.
        public var text: String { String(decoding: content, as: UTF8.self) }

        /// The value of the first field of this name, written as the server writes it; nil if there is none.
        public func field(_ name: String) -> String? {
            let line = head.split(separator: "\r\n").first { $0.hasPrefix("\(name): ") }
            return line.map { String($0.dropFirst(name.utf8.count + 2)) }
        }
    }

    /// Sends a request to a port of 127.0.0.1 and reads until the server closes, at most ten seconds for each wait.
    public static func request(
        _ method: String, _ target: String, port: Int, fields: [String] = [], content: [UInt8] = []
    ) async -> Answer {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
        if !content.isEmpty { lines.append("Content-Length: \(content.count)") }
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + content
        return await withCheckedContinuation { continuation in
            // Blocking reads stay off the cooperative pool.
            DispatchQueue.global().async { continuation.resume(returning: exchange(bytes, port: port)) }
        }
    }

    private static func exchange(_ request: [UInt8], port: Int) -> Answer {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return read([]) }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        target.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = unsafe withUnsafeBytes(of: &target) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe connect(descriptor, $0.baseAddress, socklen_t(bytes.count)) == 0
            }
        }
        guard isConnected, unsafe send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) > 0 else {
            return read([])
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return read(answer) }
            answer += buffer[0..<count]
        }
    }

    private static func read(_ bytes: [UInt8]) -> Answer {
        let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        let head = String(decoding: bytes[..<(end?.lowerBound ?? bytes.endIndex)], as: UTF8.self)
        let status = head.hasPrefix("HTTP/1.1 ") ? Int(head.dropFirst(9).prefix(3)) : nil
        return Answer(status: status ?? 0, head: head, content: Array(bytes[(end?.upperBound ?? bytes.endIndex)...]))
    }
}
