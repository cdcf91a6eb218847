import BoardCRM

/// Reads ISO 8601 calendar dates, extended (`2026-01-31T14:30:00+01:00`) and basic (`20260131T143000Z`), RFC 3339, and
/// what HTML's `date` and `datetime-local` send. Fractions of a second are left out; `24:00` is the next day's midnight;
/// a leap second is the second before it.
struct ISODateReader {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int
    /// Whether every month has 31 days: for telling what is written as a day from what is none.
    private let takesAnyDay: Bool

    init(_ piece: Piece, takesAnyDay: Bool = false) {
        self.takesAnyDay = takesAnyDay
        bytes = piece.bytes
        position = piece.range.lowerBound
        end = piece.range.upperBound
    }

    mutating func read() -> TimeReader.Reading? {
        guard let year = digits(4) else { return nil }
        let isExtended = take("-")
        guard let month = digits(2), (1...12).contains(month), !isExtended || take("-"), let day = digits(2),
            year >= 1, day >= 1, day <= (takesAnyDay ? 31 : DateTime.days(inMonth: Int(month), of: Int(year)))
        else { return nil }
        let midnight = CivilDate.daysSince1970(year: year, month: month, day: day) * 86_400
        if position == end { return TimeReader.Reading(wallTime: midnight, isDay: true) }
        // RFC 3339, 5.6: a small t, and a space for readability.
        guard take("T") || take("t") || take(" "), let time = secondsOfDay() else { return nil }
        var reading = TimeReader.Reading(wallTime: midnight + time)
        if position == end { return reading }
        while take(" ") {}
        guard let offset = offset(), position == end else { return nil }
        reading.offset = offset
        return reading
    }

    private mutating func secondsOfDay() -> Int64? {
        guard let hour = digits(2), hour <= 24 else { return nil }
        let isExtended = take(":")
        guard let minute = digits(2), minute <= 59 else { return nil }
        var second: Int64 = 0
        let hasSecond = isExtended ? take(":") : position < end && ASCII.isDigit(bytes[position])
        if hasSecond {
            guard let read = digits(2), read <= 60 else { return nil }
            second = min(read, 59)
            if take(".") || take(",") {
                let start = position
                while position < end, ASCII.isDigit(bytes[position]) { position += 1 }
                guard position > start else { return nil }
            }
        }
        guard hour < 24 || (minute == 0 && second == 0) else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hour = digits(2), hour <= 23 else { return nil }
        var minute: Int64 = 0
        if take(":") || position < end {
            guard let read = digits(2), read <= 59 else { return nil }
            minute = read
        }
        let offset = hour * 3600 + minute * 60
        return isWest ? -offset : offset
    }

    private mutating func digits(_ count: Int) -> Int64? {
        guard end - position >= count else { return nil }
        var value: Int64 = 0
        for index in position..<position + count {
            guard ASCII.isDigit(bytes[index]) else { return nil }
            value = value * 10 + Int64(bytes[index] - 0x30)
        }
        position += count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
