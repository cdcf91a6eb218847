internal import Synchronization

/// How many connections each client has open: asked when one is made or ends, never for a request.
final class ClientCounter: Sendable {
    private let open = Mutex<[UInt128: Int]>([:])

    /// Counts one more for the client, unless it has `limit` already.
    func enter(_ client: PeerAddress, limit: Int) -> Bool {
        guard let key = client.site else { return true }
        return open.withLock { open in
            let count = open[key, default: 0]
            guard count < limit else { return false }
            open[key] = count + 1
            return true
        }
    }

    /// Takes one back that was counted.
    func leave(_ client: PeerAddress) {
        guard let key = client.site else { return }
        open.withLock { open in
            let count = open[key, default: 0]
            open[key] = count > 1 ? count - 1 : nil
        }
    }
}
