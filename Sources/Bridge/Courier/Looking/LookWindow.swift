internal import BoardCRM
internal import Outbox

/// When an attempt's lead can have been made, by the board's clock.
///
/// The board's zone is not documented. Until it is known, every zone is thought of: they are whole quarters of an hour apart from UTC, from
/// 12 hours behind to 14 ahead.
struct LookWindow: Sendable {
    /// Seconds since 1970 of the attempt's beginning.
    private let since: Int64
    /// How long after it the lead may have been made, in seconds.
    private let length: Int64
    private let offset: Int64?

    /// How much the board's clock may be off, beside its zone.
    private static let error: Int64 = 120
    private static let quarter: Int64 = 900
    private static let farthestZone: Int64 = 15 * 3600

    /// - Parameters:
    ///   - certainty: how long after the attempt's beginning the board may still have made something of it.
    ///   - offset: what to add to UTC for the board's time, in seconds; nil where that is not known.
    init(since: Timestamp, certainty: Duration, offset: Int64?) {
        self.since = since.milliseconds / 1000
        length = certainty.components.seconds + 1
        self.offset = offset
    }

    /// Nothing of the attempt is older, by the board's clock.
    var start: DateTime {
        let earliest = since + (offset ?? -Self.farthestZone) - Self.error
        return DateTime(secondsAsUTC: earliest) ?? DateTime.distantPast
    }

    /// Nothing of the attempt is younger, by the board's clock.
    var end: DateTime {
        let latest = since + length + (offset ?? Self.farthestZone) + Self.error
        return DateTime(secondsAsUTC: latest) ?? DateTime.distantPast
    }

    /// Whether something made at this moment of the board's clock may be the attempt's.
    func mayHold(_ createdAt: DateTime) -> Bool {
        let age = createdAt.secondsSince1970 - since
        if let offset { return (-Self.error...length + Self.error).contains(age - offset) }
        guard (-Self.farthestZone...Self.farthestZone + length).contains(age) else { return false }
        // By how much it is younger, but for a zone.
        let rest = (age + Self.error) % Self.quarter
        return (rest < 0 ? rest + Self.quarter : rest) <= length + 2 * Self.error
    }
}

extension DateTime {
    fileprivate static let distantPast =
        DateTime(secondsAsUTC: 0)
        ?? {
            preconditionFailure("1970 is a year that a date can hold")
        }()
}
