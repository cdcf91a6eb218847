internal import Wire

extension TrustedProxies {
    /// For whom a request comes, as far as proxies of ours say it.
    struct Client: Equatable {
        var address: PeerAddress
        /// Nil when nobody we trust said it.
        var scheme: Scheme?
    }

    /// The client behind a trusted peer: the field is read from the right, as long as the one who wrote an entry is a proxy of ours. An
    /// entry that is no address ends the search at its writer, since what stands left of it is anybody's word.
    func client(behind peer: PeerAddress, _ bytes: [UInt8], _ head: RequestHead) -> Client {
        switch field {
        case .xForwardedFor: byForwardedFor(peer, bytes, head)
        case .forwarded: byForwarded(peer, bytes, head)
        }
    }

    private func byForwardedFor(_ peer: PeerAddress, _ bytes: [UInt8], _ head: RequestHead) -> Client {
        var client = peer
        var hops = 0
        Self.entries(of: .xForwardedFor, bytes, head) { entry in
            guard contains(client), let address = ForwardedNode.address(entry) else { return false }
            client = .internet(address)
            hops += 1
            return true
        }
        // Entries of X-Forwarded-Proto belong to those of X-Forwarded-For, counted from the right; a proxy that replaces the field
        // instead of adding to it speaks for all.
        var scheme: Scheme?
        var remaining = max(hops, 1)
        Self.entries(of: .xForwardedProto, bytes, head) { entry in
            scheme = Scheme(ForwardedNode.trimmed(entry))
            remaining -= 1
            return remaining > 0
        }
        return Client(address: client, scheme: scheme)
    }

    private func byForwarded(_ peer: PeerAddress, _ bytes: [UInt8], _ head: RequestHead) -> Client {
        var client = Client(address: peer)
        for field in head.fields.reversed() where field.known == .forwarded {
            guard let elements = ForwardedElement.list(in: bytes[field.value]) else { return client }
            for element in elements.reversed() {
                guard contains(client.address) else { return client }
                client.scheme = element.scheme ?? client.scheme
                guard let address = element.client else { return client }
                client.address = .internet(address)
            }
        }
        return client
    }

    /// The comma-separated entries of all lines of a field, the last first, until `take` has had enough.
    private static func entries(
        of name: FieldName, _ bytes: [UInt8], _ head: RequestHead, _ take: (ArraySlice<UInt8>) -> Bool
    ) {
        for field in head.fields.reversed() where field.known == name {
            var rest = bytes[field.value]
            while true {
                let comma = rest.lastIndex(of: UInt8(ascii: ","))
                guard take(rest[(comma.map { $0 + 1 } ?? rest.startIndex)...]) else { return }
                guard let comma else { break }
                rest = rest[..<comma]
            }
        }
    }
}
