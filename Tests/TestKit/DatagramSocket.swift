import Glibc

/// A UNIX datagram socket that hears what a service tells its manager (sd_notify(3)).
public final class DatagramSocket: Sendable {
    /// Where it is bound.
    public let path: String
    private let descriptor: Int32

    /// Binds at `path`; each later read waits at most `limit` seconds.
    public init(_ path: String, limit: Int = 60) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8.prefix(107)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, length) == 0
            }
        }
        guard isBound else { throw RawServerError(operation: "bind", code: errno) }
        var wait = timeval(tv_sec: limit, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// The next message.
    public func message() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw RawServerError(operation: "recv", code: errno) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
