internal import BoardCRM
internal import Outbox

/// When an attempt's lead can have been made, by the board's clock.
///
/// The board's zone is not documented. Until it is known, every zone is thought of: they are whole quarters of an hour apart from UTC, from
/// 12 hours behind to 14 ahead. Once it is, it may still have gone to summer time or come back since it was learnt, where a full hour or
/// half of one lies between. Our own clock, which stamped the attempt's beginning, may have been set since, or be wrong still.
///
/// | what our clock did | the lead may be from |
/// |---|---|
/// | it went on unset, in this process | the attempt's time, as long as it may have taken |
/// | nobody watched it all the time | the attempt's beginning until now: it may have been behind |
/// | it is wrong, was set, or the attempt lies ahead of it | a week before that until now |
struct LookWindow: Sendable {
    /// Seconds since 1970 of the attempt's beginning, in UTC if our clock was as wrong then as it is now.
    private let since: Int64
    /// How long after it the lead may have been made, in seconds.
    private let length: Int64
    /// What the board's time may be ahead of UTC; empty where that is not known.
    private let offsets: [Int64]
    /// How much the board's clock may be off, beside that.
    private let error: Int64
    /// When it may have been made for all that is known of our clock.
    private let wide: ClosedRange<Int64>

    /// A board's clock is thought to be off by no more, where its time was learnt by another clock than the attempt was stamped with.
    private static let farthestOff: Int64 = 120
    /// And by no more than this where one clock, which nobody set, did both.
    private static let slightlyOff: Int64 = 20
    private static let quarter: Int64 = 900
    private static let farthestZone: Int64 = 15 * 3600
    /// A clock is not thought to have been wrong by more, where nothing else tells.
    private static let farthestSet: Int64 = 7 * 86_400

    /// - Parameter certainty: how long after the attempt's beginning the board may still have made something of it.
    init(since: Timestamp, certainty: Duration, clocks: LookClocks) {
        let stamped = since.milliseconds / 1000
        let began = stamped + clocks.skew
        let now = clocks.now + clocks.skew
        self.since = began
        length = certainty.components.seconds + 1
        let end = began + length
        if let board = clocks.board {
            let learntAt = board.learntAt + clocks.skew
            let isOld =
                BoardTime.mayChange(between: learntAt, and: began) || BoardTime.mayChange(between: learntAt, and: end)
            offsets = (isOld ? [-3600, -1800, 0, 1800, 3600] : [0]).map { board.offset + $0 }
            let lesson = Timestamp(milliseconds: board.learntAt * 1000)
            let isOneClock = clocks.skew == 0 && clocks.isSteady(min(since, lesson))
            error = (isOneClock ? Self.slightlyOff : Self.farthestOff) + board.vagueness
        } else {
            offsets = []
            error = Self.farthestOff
        }
        if clocks.isSteady(since), clocks.skew == 0 {
            wide = began...end
        } else if clocks.skew != 0 || stamped > clocks.now + 1 {
            wide = min(began, now) - Self.farthestSet...max(end, now)
        } else {
            wide = began...max(end, now)
        }
    }

    /// Nothing of the attempt is older, by the board's clock.
    var start: DateTime {
        let earliest = wide.lowerBound + (offsets.first ?? -Self.farthestZone) - error
        return DateTime(secondsAsUTC: earliest) ?? DateTime.distantPast
    }

    /// Nothing of the attempt is younger, by the board's clock.
    var end: DateTime {
        let latest = wide.upperBound + (offsets.last ?? Self.farthestZone) + error
        return DateTime(secondsAsUTC: latest) ?? DateTime.distantPast
    }

    /// Whether something made at this moment of the board's clock may be the attempt's.
    func mayHold(_ createdAt: DateTime) -> Bool {
        let age = createdAt.secondsSince1970 - since
        guard offsets.isEmpty else {
            return offsets.contains { (-error...length + error).contains(age - $0) }
        }
        guard (-Self.farthestZone...Self.farthestZone + length).contains(age) else { return false }
        // By how much it is younger, but for a zone.
        let rest = (age + error) % Self.quarter
        return (rest < 0 ? rest + Self.quarter : rest) <= length + 2 * error
    }

    /// Whether it may be the attempt's if our clock was another then.
    func mayHoldIfSet(_ createdAt: DateTime) -> Bool {
        mayHold(createdAt) || (wide != since...since + length && createdAt >= start && createdAt <= end)
    }
}

extension DateTime {
    fileprivate static let distantPast =
        DateTime(secondsAsUTC: 0)
        ?? {
            preconditionFailure("1970 is a year that a date can hold")
        }()
}
