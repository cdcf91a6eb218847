/// Where the service takes connections.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// A TCP socket. The host is an IPv4 address, an IPv6 address without brackets, or `localhost`; the port is 0 to 65,535,
    /// where 0 lets the system choose.
    case tcp(host: String, port: Int)
    /// A UNIX socket at this absolute path, at most 107 bytes long (`sun_path` of `unix(7)`).
    case unix(path: String)

    /// As it stands in `boardbridge.yaml`: `127.0.0.1:8080`, `[::1]:8080` or `unix:/run/boardbridge/http.sock`.
    public var description: String {
        switch self {
        case .tcp(let host, let port): host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}

extension ListenAddress {
    /// The address of a TCP socket's host; nil for a host that is neither an address nor `localhost`.
    static func resolve(_ host: String) -> IPAddress? {
        host == "localhost" ? IPAddress("127.0.0.1") : IPAddress(host)
    }
}
