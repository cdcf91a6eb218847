extension EventLoop {
    /// Reads the PROXY header; false when it is not whole yet, or not to be had. From here on the connection is the client's that it
    /// names: limits, and trust in what a request says of its client, go by that address.
    mutating func advancePreface(_ slot: Int, _ bytes: [UInt8], _ at: inout Int, to end: Int) -> Bool {
        switch ProxyHeader.parse(bytes, from: at, to: end) {
        case .needsMore:
            return false
        case .bad(let fault):
            at = end
            turnAway(slot, .noHeader(fault.rawValue))
            return false
        case .complete(let source, let start):
            at = start
            switch source {
            case .client(let client):
                guard adopt(slot, client) else {
                    at = end
                    return false
                }
            case .connection:
                // Who sent what follows is not known, and a proxy that writes this header writes no fields: they are a stranger's word.
                connections[slot].isUnnamed = true
                lookAtTrust(slot)
            }
            beginNext(slot)
            return true
        }
    }

    /// Whether what requests say of their client is believed, by who is at the other end and by the configuration in force.
    mutating func lookAtTrust(_ slot: Int) {
        connections[slot].peerIsTrusted =
            !connections[slot].isUnnamed && configuration.trustedProxies.contains(connections[slot].peer)
    }

    /// False when this client has connections enough.
    private mutating func adopt(_ slot: Int, _ client: PeerAddress) -> Bool {
        connections[slot].peer = client
        connections[slot].peerText = client.text
        // A UNIX socket of another machine, or of the proxy's own, is none of ours.
        connections[slot].isUnnamed = client == .unix
        lookAtTrust(slot)
        guard !connections[slot].peerIsTrusted, client != .unix else { return true }
        guard shared.clients.enter(client, limit: configuration.connectionsPerClient) else {
            note(.tooManyOfClient, client)
            connections[slot].requestID = requestIDs.next()
            answerLast(slot, Self.tooManyConnections)
            return false
        }
        connections[slot].countsForClient = true
        return true
    }
}
