import Synchronization

/// How far the board's clock is from UTC, zone and error together, learnt from what it makes: the zone of `created_at` is not documented.
/// And how wrong the clock is here, by the `Date` that the board's server puts on its answers.
public final class BoardClock: Sendable {
    private struct State {
        var lesson: BoardTime?
        var skew: Int64 = 0
        var seenAt: Int64?
    }

    private let state = Mutex(State())
    /// How often the board's zone is learnt anew: zones have summer time.
    private static let good: Int64 = 60
    /// How often a date is read.
    private static let fresh: Int64 = 10
    /// Less than this is the time that an answer takes, and what clocks differ by.
    private static let error: Int64 = 60

    /// Nothing is known yet.
    public init() {}

    /// What was learnt last of the board's time; nil until it is known.
    public var lesson: BoardTime? { state.withLock { $0.lesson } }

    /// What to add to the time here for UTC, in seconds; 0 for a minute or less, and until it is known.
    public var skew: Int64 { state.withLock { $0.skew } }

    /// Takes what an earlier process learnt, where nothing is known yet.
    public func recall(_ time: BoardTime) {
        state.withLock { state in
            if state.lesson == nil { state.lesson = time }
        }
    }

    /// Whether it is time to learn.
    func needsLesson(at now: Int64) -> Bool {
        state.withLock { state in
            guard let lesson = state.lesson else { return true }
            return now - lesson.learntAt >= Self.good || now < lesson.learntAt
        }
    }

    /// Something was made just now, and this is what the board says of when. What is more than a day off is no time of day of any zone.
    /// - Parameter taken: how many seconds the call took: so much earlier it may have been made.
    func learn(_ createdAt: DateTime, at now: Int64, taken: Int64 = 0) {
        state.withLock { state in
            let offset = createdAt.secondsAsUTC - now - state.skew
            guard abs(offset) <= 26 * 3600 else { return }
            state.lesson = BoardTime(offset: offset, learntAt: now, vagueness: max(0, taken))
        }
    }

    /// Whether an answer's date should be read: the last one is old, or the clock was set since.
    func needsDate(at now: Int64) -> Bool {
        state.withLock { $0.seenAt.map { now - $0 >= Self.fresh || now < $0 } ?? true }
    }

    /// An answer of this date came just now.
    func see(_ date: Int64, at now: Int64) {
        state.withLock { state in
            let skew = date - now
            (state.skew, state.seenAt) = (abs(skew) <= Self.error ? 0 : skew, now)
        }
    }
}
