internal import CLinux
internal import Glibc

/// because these calls read or fill the memory they are handed only for their own length, each `unsafe` here ends with its line.
extension System {
    /// How many sockets were handed to this process, the first as descriptor 3; what says so is removed from the environment.
    static func inheritedCount() -> Int {
        let isOurs = variable("LISTEN_PID").flatMap { Int32($0) } == getpid()
        let count = isOurs ? variable("LISTEN_FDS").flatMap { Int($0) } ?? 0 : 0
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { _ = unsafe unsetenv(name) }
        return min(max(count, 0), 1000)
    }

    /// Makes a socket that was handed over one of ours, closed on exec and never blocking; false when it does not listen for streams.
    static func adopt(_ descriptor: Int32) -> Bool { bb_adopt(descriptor) }

    /// Where a listening socket listens; nil for a family we do not speak.
    static func address(of descriptor: Int32) -> ListenAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutableBytes(of: &storage) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe getsockname(descriptor, $0.baseAddress, &length)
            }
        }
        guard result == 0 else { return nil }
        if Int32(storage.ss_family) == AF_UNIX {
            let path = unsafe withUnsafeBytes(of: &storage) { bytes in
                unsafe String(decoding: bytes.prefix(Int(length)).dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
            }
            return .unix(path: path)
        }
        guard case .internet(let address) = peer(of: storage) else { return nil }
        return .tcp(host: address.description, port: Int(port(of: descriptor)))
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// Tells the service manager a state (sd_notify(3)), if one listens.
    static func notify(_ state: String) {
        guard let name = variable("NOTIFY_SOCKET") else { return }
        unsafe bb_notify(name, state)
    }
}
