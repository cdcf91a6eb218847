/// Who is at the other end of a connection.
public enum PeerAddress: Sendable, Hashable {
    case internet(IPAddress)
    /// A Unix socket has no address.
    case unix

    /// The address, or `unix`.
    var text: String {
        switch self {
        case .internet(let address): address.description
        case .unix: "unix"
        }
    }
}

extension TrustedProxies {
    /// Whether the peer is a proxy of ours.
    public func contains(_ peer: PeerAddress) -> Bool {
        switch peer {
        case .unix: unix
        case .internet(let address): contains(address)
        }
    }
}
