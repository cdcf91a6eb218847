internal import Wire

extension Request {
    /// The address of the client: the peer's, or what trusted proxies say of it.
    public var clientAddress: String {
        guard peerIsTrusted, head.value(of: proxies.field.name) != nil else { return peerText }
        return proxies.client(behind: peer, bytes, head).address.text
    }

    /// How the client reached us: what trusted proxies say of it, or in the clear.
    public var scheme: Scheme {
        guard peerIsTrusted else { return .http }
        return proxies.client(behind: peer, bytes, head).scheme ?? .http
    }
}
