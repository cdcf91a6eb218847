/// Where to listen.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// Port 0 takes a free one.
    case tcp(IPAddress, port: UInt16)
    /// A Unix socket, with the mode of its file.
    case unix(path: String, mode: UInt32)

    /// Parses `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` (loopback) or `unix:/run/boardbridge/http.sock`; nil when it is none.
    ///
    /// A Unix socket's mode is 0660.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
            self = .unix(path: path, mode: 0o660)
            return
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let port = UInt16(digits) else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard let address = IPAddress(host), !address.isVersion4 else { return nil }
        } else if host == "localhost" {
            host = "127.0.0.1"
        } else if host.utf8.contains(0x3A) {
            return nil
        }
        guard let address = IPAddress(host) else { return nil }
        self = .tcp(address, port: port)
    }

    /// As it is written in a configuration.
    public var description: String {
        switch self {
        case .tcp(let address, let port): address.isVersion4 ? "\(address):\(port)" : "[\(address)]:\(port)"
        case .unix(let path, _): "unix:\(path)"
        }
    }
}
