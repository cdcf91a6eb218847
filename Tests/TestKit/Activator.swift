import Foundation
import Glibc

/// Keeps a listening socket and starts programs with it, one after another, as systemd does (sd_listen_fds(3)): connections wait in it
/// while no program runs.
public final class Activator: Sendable {
    /// The TCP port of the loopback, or 0 for a UNIX socket.
    public let port: Int
    private let descriptor: Int32

    /// Listens on a free port of the loopback.
    public init() throws {
        let (descriptor, port) = try RawServer.listen(backlog: 4096)
        self.descriptor = descriptor
        self.port = Int(port)
    }

    /// Listens on a UNIX socket at `path`.
    public init(unix path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        port = 0
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8.prefix(107)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, length) == 0
            }
        }
        guard isBound, Glibc.listen(descriptor, 128) == 0 else { throw RawServerError(operation: "bind", code: errno) }
    }

    deinit { close(descriptor) }

    /// Starts a program with the socket as descriptor 3 and its own process id in `LISTEN_PID`.
    public func start(_ executable: String, _ arguments: [String], environment: [String: String]) throws -> ChildProcess
    {
        // Only the program itself knows its process id before it runs.
        let script = #"LISTEN_PID=$$ exec "$@""#
        return try ChildProcess(
            "/bin/sh", ["-c", "export LISTEN_PID; \(script)", "sh", executable] + arguments,
            environment: environment.merging(["LISTEN_FDS": "1", "LISTEN_FDNAMES": "http"]) { $1 }, socket: descriptor)
    }
}
