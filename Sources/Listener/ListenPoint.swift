/// One place where connections are taken, and how.
public struct ListenPoint: Sendable, Hashable {
    /// Where.
    public var address: ListenAddress
    /// Whether every connection begins with a PROXY header, which says whose it is. Only trusted proxies may connect then.
    public var proxyProtocol: Bool
    /// The permissions of a UNIX socket, 0 to 0o777. By default whoever is in the socket's group may connect: nginx's, as a rule.
    public var mode: UInt32

    /// A point at `address`; a UNIX socket's mode is 0660 unless said otherwise.
    public init(_ address: ListenAddress, proxyProtocol: Bool = false, mode: UInt32 = 0o660) {
        self.address = address
        self.proxyProtocol = proxyProtocol
        self.mode = mode
    }

    /// A TCP socket; see ``ListenAddress/tcp(host:port:)``.
    public static func tcp(host: String, port: Int) -> ListenPoint { ListenPoint(.tcp(host: host, port: port)) }

    /// A UNIX socket; see ``ListenAddress/unix(path:)``.
    public static func unix(path: String) -> ListenPoint { ListenPoint(.unix(path: path)) }
}
