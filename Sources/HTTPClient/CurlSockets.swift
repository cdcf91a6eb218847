import Glibc

/// The sockets of one client's connections, so that a kept connection can be looked at before a request is put on it.
///
/// libcurl 7.88 notices that a kept connection was closed, but not that an answer lies on it which nobody asked for (a proxy's 408 to an idle
/// client, a server that answered twice), and would take it for the answer to the next request.
final class CurlSockets {
    private struct Entry {
        let descriptor: Int32
        /// The port at our end, by which libcurl names the connection; 0 while it is not known.
        var localPort: Int32
    }

    private var entries: [Entry] = []

    /// The last descriptors are left to the store, and to libdispatch, which ends the process where it cannot read its threads' states.
    private static let room: Int32 = {
        var limit = rlimit()
        // because getrlimit fills the one value it is handed, for the length of the call.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        return Int32(clamping: limit.rlim_cur) - 2
    }()

    /// Opens a socket that no program started from here inherits; -1 when the system has none left.
    func open(family: Int32, type: Int32, protocol number: Int32) -> Int32 {
        let descriptor = socket(family, type | Int32(SOCK_CLOEXEC.rawValue), number)
        guard descriptor >= 0 else { return -1 }
        guard descriptor < Self.room else {
            _ = Glibc.close(descriptor)
            return -1
        }
        entries.removeAll { $0.descriptor == descriptor }
        entries.append(Entry(descriptor: descriptor, localPort: 0))
        return descriptor
    }

    /// Closes a socket; 0 when that went well.
    func close(_ descriptor: Int32) -> Int32 {
        entries.removeAll { $0.descriptor == descriptor }
        return Glibc.close(descriptor)
    }

    /// Notes which socket has this port, once its connection stands.
    func learn(localPort: Int32) {
        for index in entries.indices where entries[index].localPort == 0 {
            if CurlSockets.localPort(of: entries[index].descriptor) == localPort {
                entries[index].localPort = localPort
            }
        }
    }

    /// Whether something can be read from the socket with this port. Two sockets can have one port at different addresses of ours: then either
    /// counts, and costs no more than a fresh connection.
    func haveBytes(localPort: Int32) -> Bool {
        entries.contains { entry in
            guard entry.localPort == localPort else { return false }
            var byte: UInt8 = 0
            return unsafe recv(entry.descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
        }
    }

    private static func localPort(of descriptor: Int32) -> Int32? {
        // Long enough for either family; both have the port at the same place.
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe getsockname(descriptor, pointer, &length)
            }
        }
        return code == 0 ? Int32(UInt16(bigEndian: address.sin6_port)) : nil
    }
}
