/// How long what waits will take, by what was delivered lately.
public struct DrainEstimate: Sendable, Hashable {
    /// How many are delivered a second; nil when none was in the last ten minutes.
    public let rate: Double?
    /// How long the rest takes at that rate; nil when that is not known.
    public let remaining: Duration?

    /// How many delivered submissions to look at in one place.
    public static let sampleSize = 1000
    private static let window = Duration.seconds(600)

    /// - Parameters:
    ///   - pending: how many wait.
    ///   - samples: delivered submissions, each sample at most ``sampleSize`` of those that came last before some moment. While a backlog
    ///     drains there are two places to look at: the newest of all, which go along with it, and those just older than the oldest that waits.
    public init(pending: Int, samples: [[SubmissionSummary]], now: Timestamp) {
        // As far back as every sample has all that was delivered there: a full one tells of its own time, a part of one of the whole window.
        let reach = samples.map { sample -> Duration in
            let ages = sample.map { now - $0.changedAt }
            guard let oldest = ages.max() else { return Self.window }
            return min(Self.window, sample.count >= Self.sampleSize ? oldest : max(oldest, .seconds(10)))
        }
        let time = max(reach.min() ?? Self.window, .milliseconds(100))
        let recent = Set(samples.joined().filter { now - $0.changedAt <= time }.map(\.id))
        guard recent.count > 1 else {
            (rate, remaining) = (nil, nil)
            return
        }
        let rate = Double(recent.count) / (time / .seconds(1))
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
