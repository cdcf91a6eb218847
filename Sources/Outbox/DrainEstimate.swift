/// How long what waits will take, by what was delivered in the last minute while more waited.
public struct DrainEstimate: Sendable, Hashable {
    /// How many leave the list of those that wait each second; nil when that is not known.
    public let rate: Double?
    /// How long the rest takes at that rate; nil when that is not known.
    public let remaining: Duration?

    /// - Parameters:
    ///   - pending: how many wait.
    ///   - rate: how many of them are delivered a second.
    public init(pending: Int, rate: Double?) {
        self.rate = rate
        remaining = rate.map { .seconds(Double(pending) / $0) }
    }

    /// One line for a person; nil when nothing waits.
    public func text(pending: Int) -> String? {
        guard pending > 0 else { return nil }
        guard let rate, let remaining else {
            return
                "\(pending) wait; how long they take is not known: there was no backlog in the last minute, or nothing was delivered"
        }
        let shown = rate >= 10 ? String(Int(rate)) : String(Double(Int(rate * 100)) / 100)
        return "\(pending) wait; at \(shown) a second, as of late, they take \(Self.words(remaining))"
    }

    /// Such as `about 4 min`.
    static func words(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds) + 1
        switch seconds {
        case ..<90: return "about \(seconds) s"
        case ..<5400: return "about \((seconds + 30) / 60) min"
        case ..<(48 * 3600): return "about \((seconds + 1800) / 3600) h"
        default: return "about \((seconds + 43_200) / 86_400) days"
        }
    }
}
