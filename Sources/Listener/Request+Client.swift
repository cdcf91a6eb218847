internal import Wire

extension Request {
    /// The address of the client: the peer's, or what trusted proxies say of it.
    public var clientAddress: String {
        guard peerIsTrusted, head.value(of: proxies.field.name) != nil else { return peerText }
        return proxies.client(behind: peer, bytes, head).address.text
    }

    /// Who counts as one client where each may have so many of something: an IPv4 address, or an IPv6 network of 64 bits. Nil for a proxy of
    /// ours that does not say for whom it comes, and for a Unix socket.
    public var countedClient: UInt128? {
        guard peerIsTrusted else { return peer.site }
        let client = proxies.client(behind: peer, bytes, head).address
        return proxies.contains(client) ? nil : client.site
    }

    /// How the client reached us: what trusted proxies say of it, or in the clear.
    public var scheme: Scheme {
        guard peerIsTrusted else { return .http }
        return proxies.client(behind: peer, bytes, head).scheme ?? .http
    }
}
