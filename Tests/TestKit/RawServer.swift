import Foundation
import Glibc
import Synchronization

/// A server for tests that does to a connection exactly what a script says: a socket on the loopback, a thread for each connection.
public final class RawServer: Sendable {
    /// What is done to each connection; the connection is closed when the script returns.
    public typealias Script = @Sendable (RawServerConnection) -> Void

    /// The port it listens on.
    public let port: UInt16

    private let listener: Int32
    private let script: Script
    private let counts = Mutex(Counts())

    /// How much has come so far.
    public struct Counts: Sendable {
        /// Connections that were accepted.
        public var connections = 0
        /// Requests that were read whole, head and content.
        public var requests = 0
    }

    /// Begins to listen on 127.0.0.1, on a port that the system chooses.
    public init(_ script: @escaping Script) throws {
        self.script = script
        (listener, port) = try RawServer.listen()
        let thread = Thread { self.acceptAll() }
        thread.start()
    }

    /// The server's address with this path.
    public func url(_ path: String = "/", scheme: String = "http") -> String { "\(scheme)://127.0.0.1:\(port)\(path)" }

    /// How much has come so far.
    public var seen: Counts { counts.withLock { $0 } }

    /// Stops listening; connections that stand are left to their scripts.
    public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    func noteRequest() { counts.withLock { $0.requests += 1 } }

    /// A port of the loopback that nothing listens on, most likely still when it is used.
    public static func unusedPort() throws -> UInt16 {
        let (descriptor, port) = try listen()
        Glibc.close(descriptor)
        return port
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                Glibc.close(listener)
                return
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let number = counts.withLock { counts in
                counts.connections += 1
                return counts.connections
            }
            let connection = RawServerConnection(descriptor: descriptor, number: number, server: self)
            Thread {
                self.script(connection)
                connection.close()
            }.start()
        }
    }

    static func listen(backlog: Int32 = 128) throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw RawServerError(operation: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, length) == 0 && Glibc.listen(descriptor, backlog) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard bound else { throw RawServerError(operation: "bind", code: errno) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
