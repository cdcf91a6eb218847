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

    /// Who counts as one: an IPv4 address, and in IPv6 the 64 bits that one site is given, since it chooses the others as it likes.
    var site: UInt128? {
        guard case .internet(let address) = self else { return nil }
        return address.isIPv4 ? address.bits : (address.bits >> 64) << 64
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
