internal import Wire

extension Request {
    /// The address of the client: the peer's, or what trusted proxies say of it.
    public var clientAddress: String {
        guard let proxies, head.value(of: proxies.field.name) != nil else { return peerText }
        return proxies.client(behind: peer, bytes, head).address.text
    }

    /// Who counts as one client where each may have so many of something: an IPv4 address, or an IPv6 network of 64 bits. Nil for a proxy of
    /// ours that does not say for whom it comes, and for a Unix socket.
    public var countedClient: UInt128? {
        guard let proxies else { return peer.site }
        let client = proxies.client(behind: peer, bytes, head).address
        return proxies.contains(client) ? nil : client.site
    }

    /// What ``clientAddress`` names, where it is an address: an IPv4 one, or an IPv6 network of 64 bits, which is what one household has.
    public var clientSite: UInt128? {
        guard let proxies, head.value(of: proxies.field.name) != nil else { return peer.site }
        return proxies.client(behind: peer, bytes, head).address.site
    }

    /// How the client reached us: what trusted proxies say of it, or in the clear.
    public var scheme: Scheme {
        guard let proxies else { return .http }
        return proxies.client(behind: peer, bytes, head).scheme ?? .http
    }
}
