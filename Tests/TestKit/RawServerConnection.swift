import Glibc
import Synchronization

/// One accepted connection of a `RawServer`, for its script. Every wait ends after ten seconds.
public final class RawServerConnection: Sendable {
    /// Which connection of the server's it is, from 1.
    public let number: Int

    private let descriptor: Int32
    private let server: RawServer
    private let state = Mutex(State())

    private struct State {
        var ahead: [UInt8] = []
        var isClosed = false
    }

    init(descriptor: Int32, number: Int, server: RawServer) {
        self.descriptor = descriptor
        self.number = number
        self.server = server
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// The next whole request with a Content-Length; nil when the connection ends before.
    public func readRequest() -> RawServerRequest? {
        state.withLock { state in
            while true {
                if let request = RawServerRequest(takingFrom: &state.ahead) {
                    server.noteRequest()
                    return request
                }
                guard let more = receive() else { return nil }
                state.ahead += more
            }
        }
    }

    /// What comes first, as it comes; empty when the connection ends before.
    public func readPiece() -> [UInt8] { receive() ?? [] }

    /// Reads a first piece of a request, of at least `count` bytes, and leaves the rest unread.
    public func readSome(_ count: Int) {
        state.withLock { state in
            while state.ahead.count < count, let more = receive() { state.ahead += more }
        }
    }

    /// Waits until the other side closes, and throws away what comes until then.
    public func waitForEnd() {
        while receive() != nil {}
    }

    /// Sends these bytes.
    public func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends these bytes.
    public func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends a whole answer that lets the connection live.
    public func answer(
        _ status: Int = 200, fields: [String] = [], _ content: String = #"{"status":true,"data":{"id":1}}"#
    ) {
        let head = ["HTTP/1.1 \(status) Some Reason", "Content-Length: \(content.utf8.count)"] + fields
        send(head.joined(separator: "\r\n") + "\r\n\r\n" + content)
    }

    /// Ends the connection; with `reset` by a reset instead of a clean end.
    public func close(reset: Bool = false) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            if reset {
                var option = linger(l_onoff: 1, l_linger: 0)
                unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            }
            Glibc.close(descriptor)
        }
    }

    private func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
