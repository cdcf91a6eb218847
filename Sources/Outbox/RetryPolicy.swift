/// How long to wait before the next attempt, and when to give up. Pure: time and chance come from outside.
public enum RetryPolicy: Sendable, Hashable {
    /// Pauses drawn evenly between nothing and a ceiling that begins at `first`, doubles with each attempt and ends
    /// at `longest` ("full jitter"), until `total` has passed. The ceilings of the default:
    ///
    /// | after attempt | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 … |
    /// |---|---|---|---|---|---|---|---|---|---|---|---|
    /// | seconds | 5 | 10 | 20 | 40 | 80 | 160 | 320 | 640 | 1280 | 2560 | 3600 |
    case growing(first: Duration, longest: Duration, total: Duration)
    /// Exactly these pauses, one after each attempt; after the last one no more.
    case schedule([Duration])

    /// From 5 seconds to 1 hour, for 3 days.
    public static let standard = RetryPolicy.standard(for: .seconds(3 * 86_400))

    /// From 5 seconds to 1 hour, for so long.
    public static func standard(for total: Duration) -> RetryPolicy {
        .growing(first: .seconds(5), longest: .seconds(3600), total: total)
    }

    /// The pause after an attempt that may be repeated, or nil when the attempts are used up.
    /// - Parameters:
    ///   - number: the attempt's number in its round, from 1.
    ///   - elapsed: how long the submission has been tried in this round.
    ///   - random: chance, from 0 up to but not including 1.
    ///   - retryAfter: the shortest pause the CRM asked for.
    public func pause(
        afterAttempt number: Int, elapsed: Duration, random: Double, retryAfter: Duration? = nil
    ) -> Duration? {
        let least = max(retryAfter ?? .zero, .zero)
        switch self {
        case .schedule(let pauses):
            guard number >= 1, number <= pauses.count else { return nil }
            return max(pauses[number - 1], least)
        case .growing(let first, let longest, let total):
            guard elapsed < total else { return nil }
            let drawn = Self.ceiling(first: first, longest: longest, number: number) * random
            // The last attempt comes when the time is up, not before.
            return max(min(drawn, total - elapsed), least)
        }
    }

    private static func ceiling(first: Duration, longest: Duration, number: Int) -> Duration {
        var ceiling = first
        for _ in 1..<max(number, 1) {
            guard ceiling < longest else { break }
            ceiling *= 2
        }
        return min(ceiling, longest)
    }
}
