import BoardCRM

/// `datetime`: a date, or a date and a time, written as the board wants it, in the rule's zone.
///
/// What has an offset (or `Z`) is brought into the zone; what has none is taken to be the zone's own wall clock: a time
/// that a change to summer time skips moves forward by what is skipped, of two equal times the earlier counts.
enum DateTimeType {
    static func read(_ piece: Piece, zone: Zone) -> DateTime? {
        var reader = ISODateReader(piece.trimmedASCII)
        guard let time = reader.read() else { return nil }
        let shown =
            if let offset = time.offset {
                zone.wallTime(at: time.wallTime - offset)
            } else {
                zone.shownWallTime(time.wallTime)
            }
        return shown.flatMap(dateTime)
    }

    private static func dateTime(_ wallTime: Int64) -> DateTime? {
        let (day, second) = wallTime.floorDivided(by: 86_400)
        let date = CivilDate(daysSince1970: day)
        return DateTime(
            year: Int(date.year), month: Int(date.month), day: Int(date.day), hour: Int(second / 3600),
            minute: Int(second / 60 % 60), second: Int(second % 60))
    }
}
