internal import Glibc

/// The time of day, for what is stored and shown. Waiting is done by a monotonic clock.
public enum WallClock {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds apart.
    public static func milliseconds() -> Int64 {
        var time = timespec()
        // because clock_gettime fills the one value it is handed, for the length of the call.
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A calendar date and time in UTC, from milliseconds since 1970.
public struct CivilTime: Sendable, Equatable {
    /// Of the Gregorian calendar.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int
    /// 0 to 999.
    public let millisecond: Int
    /// 0 is Sunday.
    public let weekday: Int

    /// The proleptic Gregorian date of that moment; days are counted in eras of 400 years, which begin in March.
    public init(millisecondsSince1970 milliseconds: Int64) {
        let day = Self.floorDivide(Int(milliseconds), 86_400_000)
        let inDay = Int(milliseconds) - day * 86_400_000
        let shifted = day + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        self.day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = inDay / 3_600_000
        minute = inDay / 60_000 % 60
        second = inDay / 1000 % 60
        millisecond = inDay % 1000
        weekday = ((day + 4) % 7 + 7) % 7
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}

extension CivilTime: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-01-18T18:17:02.015Z`.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes ``description`` without making a String.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(digitsOf: year, width: 4)
        bytes.append(0x2D)
        bytes.append(digitsOf: month, width: 2)
        bytes.append(0x2D)
        bytes.append(digitsOf: day, width: 2)
        bytes.append(0x54)
        bytes.append(digitsOf: hour, width: 2)
        bytes.append(0x3A)
        bytes.append(digitsOf: minute, width: 2)
        bytes.append(0x3A)
        bytes.append(digitsOf: second, width: 2)
        bytes.append(0x2E)
        bytes.append(digitsOf: millisecond, width: 3)
        bytes.append(0x5A)
    }
}

extension [UInt8] {
    /// Appends a number that is not negative, in decimal, with leading zeros up to `width` digits.
    public mutating func append(digitsOf value: Int, width: Int = 1) {
        // So it is with most: milliseconds that a post took.
        if value < 10, width < 2 { return append(0x30 &+ UInt8(truncatingIfNeeded: value)) }
        var divisor = 1
        var digits = 1
        while digits < width || (divisor <= value / 10) {
            divisor *= 10
            digits += 1
        }
        var rest = value
        while divisor > 0 {
            append(0x30 &+ UInt8(truncatingIfNeeded: rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }
}
