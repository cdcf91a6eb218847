/// How long what waits will take, by what was delivered lately: the submissions that came last among the delivered ones tell how fast
/// it goes.
public struct DrainEstimate: Sendable, Hashable {
    /// How many are delivered a second; nil when none was in the last ten minutes.
    public let rate: Double?
    /// How long the rest takes at that rate; nil when that is not known.
    public let remaining: Duration?

    /// How many of the newest delivered submissions to look at.
    public static let sampleSize = 1000
    private static let window = Duration.seconds(600)

    /// - Parameters:
    ///   - pending: how many wait.
    ///   - delivered: the newest delivered submissions, at most ``sampleSize``.
    public init(pending: Int, delivered: [SubmissionSummary], now: Timestamp) {
        let recent = delivered.map { now - $0.changedAt }.filter { $0 < Self.window }
        guard let oldest = recent.max(), recent.count > 1 else {
            (rate, remaining) = (nil, nil)
            return
        }
        // A full sample tells of its own time, a part of one of the whole window: there were no more.
        let isFull = delivered.count >= Self.sampleSize && recent.count == delivered.count
        let time = max(isFull ? oldest : max(oldest, .seconds(10)), .milliseconds(100)) / .seconds(1)
        let rate = Double(recent.count) / time
        self.rate = rate
        remaining = .seconds(Double(pending) / rate)
    }

    /// One line for a person; nil when nothing waits.
    public func text(pending: Int) -> String? {
        guard pending > 0 else { return nil }
        guard let rate, let remaining else {
            return "\(pending) wait, and nothing was delivered in the last ten minutes: how long they take is not known"
        }
        let shown = rate >= 10 ? String(Int(rate)) : String(Double(Int(rate * 100)) / 100)
        return "\(pending) wait; at \(shown) a second, as lately, they take \(Self.words(remaining))"
    }

    private static func words(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds) + 1
        switch seconds {
        case ..<90: return "about \(seconds) s"
        case ..<5400: return "about \((seconds + 30) / 60) min"
        case ..<(48 * 3600): return "about \((seconds + 1800) / 3600) h"
        default: return "about \((seconds + 43_200) / 86_400) days"
        }
    }
}
