internal import Telemetry

/// Counts connections that were not taken, and tells of them at most once a second: whoever floods us must not flood the log.
struct TurnedAway {
    /// Why a connection was not taken.
    enum Reason {
        case tooMany
        case tooManyOfClient
        case untrusted
        case noHeader(String)

        var text: String {
            switch self {
            case .tooMany: "there are as many connections as limits: connections allows"
            case .tooManyOfClient: "the client has as many connections as limits: connections_per_client allows"
            case .untrusted: "only trusted_proxies may connect where proxy_protocol is on"
            case .noHeader(let fault): fault
            }
        }
    }

    private var count = 0
    private var latest: (reason: Reason, peer: PeerAddress)?
    private var nextLine: Int64 = 0

    /// Whether there is something to tell.
    var hasMore: Bool { count > 0 }

    mutating func add(_ reason: Reason, _ peer: PeerAddress) {
        count += 1
        latest = (reason, peer)
    }

    /// Tells of those since the last line, unless that was within this second and there will be another time. Both clocks in milliseconds.
    mutating func tell(in log: inout LogBuffer, now: Int64, at wallClock: Int64, isLast: Bool = false) {
        guard count > 0, isLast || now >= nextLine, let latest else { return }
        log.line(.warning, "connection refused", at: wallClock) { line in
            line.add("peer", latest.peer.text)
            line.add("reason", latest.reason.text)
            line.add("count", count)
        }
        count = 0
        nextLine = now + 1000
    }
}
