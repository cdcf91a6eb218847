import BoardCRM

/// `date` and `datetime`: how a rule reads times, and the zone in which it writes them.
///
/// Read are ISO 8601, RFC 3339, what browsers' fields send, and Unix seconds and milliseconds; or only the rule's own formats, where it has any.
/// What has an offset (or `Z`, or is a Unix time) is brought into `zone`. What has none is a wall clock's time, of `from_zone` if there is one, else of
/// `zone` itself: a time that a change to summer time skips moves forward by what is skipped, of two equal times the earlier counts. A day without a
/// time is that day in every zone, and so is a `date` of a rule that names no zone.
///
/// A class, so that rules are walked without touching its parts.
final class TimeReader: Sendable {
    private let zone: Zone
    private let fromZone: Zone?
    private let formats: [DateFormat]
    /// Whether a day is the one that is written, whatever its offset: the rule names no zone that it could be brought into.
    private let keepsDay: Bool

    /// - Parameter zone: nil for UTC, in which a day stays the one that is written.
    init(zone: Zone?, utc: Zone, fromZone: Zone? = nil, formats: [DateFormat] = []) {
        self.zone = zone ?? utc
        keepsDay = zone == nil && fromZone == nil
        self.fromZone = fromZone
        self.formats = formats
    }

    /// A wall clock's time in seconds since 1970-01-01 00:00 of that clock, as it was written.
    struct Reading {
        var wallTime: Int64
        /// From UTC in seconds, if written.
        var offset: Int64?
        /// Whether a day was written and no time.
        var isDay = false
    }

    /// `datetime`: the time in the rule's zone; a day is its first second.
    func readTime(_ piece: Piece) throws(Mismatch) -> DateTime {
        if let reading = reading(piece), let shown = shown(reading), let time = DateTime(wallTime: shown) {
            return time
        }
        throw mismatch(piece, "is not a date or time", "2026-01-31 or 2026-01-31T14:30")
    }

    /// `date`: the day in the rule's zone, as the time 00:00:00, since a board knows no other way to write a day.
    func readDay(_ piece: Piece) throws(Mismatch) -> DateTime {
        if let reading = reading(piece), let shown = reading.isDay || keepsDay ? reading.wallTime : shown(reading),
            let day = DateTime(wallTime: shown.floorDivided(by: 86_400).quotient * 86_400)
        {
            return day
        }
        throw mismatch(piece, "is not a date", "2026-01-31")
    }

    private func mismatch(_ piece: Piece, _ words: String, _ usual: String) -> Mismatch {
        let isAlmost = reading(piece) == nil && reading(piece, takesAnyDay: true) != nil
        let why = isAlmost ? "; that month has no such day" : ""
        return Mismatch("\(words)\(why); something like \(formats.first?.example ?? usual) is expected")
    }

    private func reading(_ piece: Piece, takesAnyDay: Bool = false) -> Reading? {
        if formats.isEmpty {
            var reader = ISODateReader(piece.trimmedASCII, takesAnyDay: takesAnyDay)
            return reader.read() ?? UnixTime.read(piece.trimmedASCII)
        }
        // No date is longer.
        let text = piece.trimmed.squeezed
        guard text.range.count <= 100 else { return nil }
        for format in formats {
            if let reading = format.read(text, takesAnyDay: takesAnyDay) { return reading }
        }
        return nil
    }

    private func shown(_ reading: Reading) -> Int64? {
        if let offset = reading.offset { return zone.wallTime(at: reading.wallTime - offset) }
        if let fromZone, !reading.isDay { return fromZone.instant(ofWallTime: reading.wallTime).flatMap(zone.wallTime) }
        return zone.shownWallTime(reading.wallTime)
    }
}

extension DateTime {
    /// The time that is so many seconds after 1970-01-01 00:00:00 of its own clock; nil outside of the years 1 to 9999.
    fileprivate init?(wallTime: Int64) {
        let (day, second) = wallTime.floorDivided(by: 86_400)
        let date = CivilDate(daysSince1970: day)
        self.init(
            year: Int(date.year), month: Int(date.month), day: Int(date.day), hour: Int(second / 3600),
            minute: Int(second / 60 % 60), second: Int(second % 60))
    }
}
