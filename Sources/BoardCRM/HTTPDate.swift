/// The dates of HTTP (RFC 9110, section 5.6.7) in all three forms that a reader must know:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Seconds since 1970; nil for what is no date. `now` settles the century of a year of two digits: not more than 50 years ahead.
    static func seconds(_ text: String, now: Int64) -> Int64? {
        guard text.utf8.count <= 40 else { return nil }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
        switch words.count {
        case 6 where words[5] == "GMT":
            guard let year = year(words[3], now: now) else { return nil }
            return seconds(day: words[1], month: words[2], year: year, time: words[4])
        case 5:
            guard let year = number(words[4], digits: 4) else { return nil }
            return seconds(day: words[2], month: words[1], year: year, time: words[3])
        default: return nil
        }
    }

    private static func seconds(day: Substring, month: Substring, year: Int, time: Substring) -> Int64? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2),
            let second = number(parts[2], digits: 2), let day = number(day, digits: day.utf8.count),
            let month = months.firstIndex(where: { $0 == month }),
            // A leap second counts as the one before it.
            let date = DateTime(
                year: year, month: month + 1, day: day, hour: hour, minute: minute, second: min(second, 59))
        else { return nil }
        return date.secondsAsUTC
    }

    private static func year(_ text: Substring, now: Int64) -> Int? {
        if let year = number(text, digits: 4) { return year }
        guard let short = number(text, digits: 2) else { return nil }
        let thisYear = 1970 + Int(now / 31_556_952)
        let year = thisYear - thisYear % 100 + short
        return year > thisYear + 50 ? year - 100 : year
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard (1...4).contains(digits), text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(text)
    }
}

extension DateTime {
    /// Seconds since 1970 if this is a time in UTC (days by the civil calendar, counted from 1 March so that a leap day comes last).
    var secondsAsUTC: Int64 {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }
}
