import Glibc

/// A client for tests that writes exactly the bytes it is told to and reads what comes back: a blocking socket with a limit on every wait.
/// One thread may send while another reads: @unchecked because sending touches the descriptor alone.
public final class RawClient: @unchecked Sendable {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a port of the loopback; that and every later wait takes at most `limit` seconds.
    ///
    /// - Parameter host: another address of the loopback than 127.0.0.1, as a number.
    /// - Parameter receiveBuffer: how much the system may take in for us before we read it; the system's own choice unless set.
    public init(port: Int, host: UInt32 = 0x7F00_0001, limit: Int = 30, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw RawClientError("socket", errno) }
        if var size = receiveBuffer {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        // Before the connection: a listener whose queue is full lets it wait for minutes.
        var wait = timeval(tv_sec: limit, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = host.bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, length) }
        }
        guard result == 0 else { throw RawClientError("connect", errno) }
        var one: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Sends all of it.
    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Sends all of it.
    public func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor, buffer.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw RawClientError("send", errno) }
            sent += count
        }
    }

    /// Ends our side of the conversation.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Lets the connection break off when this client goes, in place of an end of what it sends.
    public func breaksOffAtTheEnd() {
        var value = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    /// Whether the server has closed, as far as is known here without waiting, and nothing of it is unread.
    public var isClosedByServer: Bool {
        var byte: UInt8 = 0
        return unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) == 0
    }

    /// Reads one response: head and as much content as its Content-Length says. Nil when the server closed instead.
    public func response(toHead isHead: Bool = false) throws -> RawResponse? {
        while true {
            if let end = Self.headEnd(received) {
                let head = String(decoding: received[..<end], as: UTF8.self)
                let response = RawResponse(head: head)
                let length = isHead ? 0 : response.contentLength
                while received.count < end + length { guard try more() else { return nil } }
                let content = Array(received[end..<end + length])
                received.removeFirst(end + length)
                return response.with(content: content)
            }
            guard try more() else { return nil }
        }
    }

    /// Reads until the server closes; returns what came that was not read before.
    public func rest() throws -> [UInt8] {
        while try more() {}
        defer { received = [] }
        return received
    }

    /// Reads what there is, at most so much, and forgets it; 0 at the end, nil when the server broke off.
    public func receive(atMost limit: Int) throws -> Int? {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0, errno != ECONNRESET { throw RawClientError("recv", errno) }
        return count < 0 ? nil : count
    }

    private func more() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count > 0 { received.append(contentsOf: buffer[..<count]) }
        if count < 0 {
            if errno == EINTR { return try more() }
            if errno == ECONNRESET { return false }
            throw RawClientError("recv", errno)
        }
        return count > 0
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<bytes.count
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }
}

/// A system call of a test's client that failed.
public struct RawClientError: Error, CustomStringConvertible {
    /// The call and its errno.
    public let description: String

    init(_ call: String, _ code: Int32) { description = "\(call): errno \(code)" }
}

/// A response as it came.
public struct RawResponse: Sendable {
    /// Status line and fields.
    public let head: String
    /// The content.
    public let content: [UInt8]

    init(head: String, content: [UInt8] = []) {
        self.head = head
        self.content = content
    }

    func with(content: [UInt8]) -> RawResponse { RawResponse(head: head, content: content) }

    /// The status code; 0 when there is none.
    public var status: Int { Int(head.dropFirst(9).prefix(3)) ?? 0 }

    /// The content as text.
    public var text: String { String(decoding: content, as: UTF8.self) }

    /// The first value of a field, by its name in any case.
    public func field(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else {
                continue
            }
            return String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return nil
    }

    var contentLength: Int { field("content-length").flatMap { Int($0) } ?? 0 }
}
