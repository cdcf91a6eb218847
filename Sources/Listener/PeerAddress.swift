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

    /// The client behind the peer, by `X-Forwarded-For` read from the right: the first address that is no proxy of ours.
    ///
    /// The field counts only when the peer is trusted; whatever stands left of an entry that is no address is anybody's word.
    func client(behind peer: PeerAddress, forwardedFor values: [String]) -> String {
        var client = peer
        scan: for value in values.reversed() {
            for part in value.split(separator: ",", omittingEmptySubsequences: false).reversed() {
                guard contains(client), let address = Self.address(part) else { break scan }
                client = .internet(address)
            }
        }
        return client.text
    }

    /// An entry may carry a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    private static func address(_ part: Substring) -> IPAddress? {
        var text = part.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        if text.first == "[", let close = text.firstIndex(of: "]") {
            return IPAddress(text[text.index(after: text.startIndex)..<close])
        }
        if let address = IPAddress(text) { return address }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        return IPAddress(text[..<colon])
    }
}
