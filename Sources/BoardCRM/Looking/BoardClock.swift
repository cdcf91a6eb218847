import Synchronization

/// How far the board's clock is from UTC, zone and error together, learnt from what it makes: the zone of `created_at` is not documented.
/// And how wrong the clock is here, by the `Date` that the board's server puts on its answers.
public final class BoardClock: Sendable {
    private struct State {
        var offset: Int64?
        var learntAt: Int64 = 0
        var skew: Int64 = 0
        var seenAt: Int64?
    }

    private let state = Mutex(State())
    /// How often the board's zone is learnt anew: zones have summer time.
    private static let good: Int64 = 600
    /// How often a date is read.
    private static let fresh: Int64 = 10
    /// Less than this is the time that an answer takes, and what clocks differ by.
    private static let error: Int64 = 60

    /// Nothing is known yet.
    public init() {}

    /// What to add to UTC for the board's time, in seconds; nil until it is known.
    public var offset: Int64? { state.withLock { $0.offset } }

    /// What to add to the time here for UTC, in seconds; 0 for a minute or less, and until it is known.
    public var skew: Int64 { state.withLock { $0.skew } }

    /// Whether it is time to learn.
    func needsLesson(at now: Int64) -> Bool {
        state.withLock { $0.offset == nil || now - $0.learntAt >= Self.good || now < $0.learntAt }
    }

    /// Something was made just now, and this is what the board says of when. What is more than a day off is no time of day of any zone.
    func learn(_ createdAt: DateTime, at now: Int64) {
        state.withLock { state in
            let offset = createdAt.secondsAsUTC - now - state.skew
            guard abs(offset) <= 26 * 3600 else { return }
            (state.offset, state.learntAt) = (offset, now)
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

extension DateTime {
    /// The time in UTC of so many seconds since 1970; nil outside of the years 1 to 9999.
    public init?(secondsAsUTC seconds: Int64) {
        let (days, time) = (
            seconds.quotientRoundedDown(by: 86_400), Int(seconds - seconds.quotientRoundedDown(by: 86_400) * 86_400)
        )
        // Days by eras of 400 years that begin on a first of March.
        let shifted = days + 719_468
        let era = shifted.quotientRoundedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = Int(fromMarch < 10 ? fromMarch + 3 : fromMarch - 9)
        self.init(
            year: Int(era * 400 + yearOfEra) + (month <= 2 ? 1 : 0), month: month,
            day: Int(dayOfYear - (153 * fromMarch + 2) / 5 + 1), hour: time / 3600, minute: time / 60 % 60,
            second: time % 60)
    }

    /// Seconds since 1970, if this is a time in UTC.
    public var secondsSince1970: Int64 { secondsAsUTC }
}

extension Int64 {
    fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
