import BoardCRM

/// Reads one text by a rule's format.
struct DateFormatReader {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int
    private var values: [DateFormat.Field: Int64] = [:]
    /// Whether every month has 31 days: for telling what is written as a day from what is none.
    private let takesAnyDay: Bool

    init(_ text: Piece, takesAnyDay: Bool = false) {
        self.takesAnyDay = takesAnyDay
        bytes = text.bytes
        position = text.range.lowerBound
        end = text.range.upperBound
    }

    mutating func read(_ parts: [DateFormat.Part]) -> TimeReader.Reading? {
        for part in parts {
            switch part {
            case .blank: guard take([0x20]) else { return nil }
            case .text(let text): guard take(text) else { return nil }
            case .field(let field, let isFixed):
                guard let value = value(of: field, isFixed: isFixed) else { return nil }
                values[field] = value
            }
        }
        guard position == end, let day = day(), let time = time() else { return nil }
        let isDay = values[.hour] == nil && values[.halfDayHour] == nil
        return TimeReader.Reading(wallTime: day * 86_400 + time, offset: values[.offset], isDay: isDay)
    }

    private func day() -> Int64? {
        let year = values[.year] ?? values[.shortYear].map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
        guard let year, year >= 1, let month = values[.month] ?? values[.monthName], (1...12).contains(month),
            let day = values[.day],
            day >= 1, day <= (takesAnyDay ? 31 : DateTime.days(inMonth: Int(month), of: Int(year)))
        else { return nil }
        return CivilDate.daysSince1970(year: year, month: month, day: day)
    }

    private func time() -> Int64? {
        var hour = values[.hour] ?? 0
        if let half = values[.halfDayHour] {
            guard (1...12).contains(half) else { return nil }
            hour = half % 12 + (values[.halfDay] ?? 0)
        }
        let minute = values[.minute] ?? 0
        let second = values[.second] ?? 0
        // As in ISO 8601: 24:00 is the next day's midnight, a leap second the second before it.
        guard hour < 24 || (hour == 24 && minute == 0 && second == 0), minute <= 59, second <= 60 else { return nil }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    private mutating func value(of field: DateFormat.Field, isFixed: Bool) -> Int64? {
        switch field {
        case .year: digits(4, 4)
        case .shortYear: digits(2, 2)
        case .month, .day, .hour, .halfDayHour, .minute, .second: digits(isFixed ? 2 : 1, 2)
        case .fraction: digits(1, 9)
        case .monthName: word().flatMap(MonthNames.month)
        // It says nothing that the date does not.
        case .weekday: word().map { _ in 0 }
        case .halfDay: halfDay()
        case .offset: offset()
        }
    }

    private mutating func digits(_ least: Int, _ most: Int) -> Int64? {
        let start = position
        var value: Int64 = 0
        while position < end, position - start < most, ASCII.isDigit(bytes[position]) {
            value = value * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        return position - start >= least ? value : nil
    }

    /// The word that stands here, in small letters, with a point behind it or none.
    private mutating func word() -> String? {
        let start = position
        while position < end, isInWord(bytes[position]) { position += 1 }
        guard position > start else { return nil }
        var word = ""
        for scalar in String(decoding: bytes[start..<position], as: UTF8.self).lowercased().unicodeScalars {
            // Of a Turkish İ, in small letters, the dot is left over.
            if scalar == "\u{307}" { continue }
            guard
                scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
                    || "-'’ʼ".unicodeScalars.contains(scalar)
            else { return nil }
            word.unicodeScalars.append(scalar)
        }
        _ = take([UInt8(ascii: ".")])
        return word
    }

    /// `п'ятниця` and `segunda-feira` are words too.
    private func isInWord(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "'")
            || byte == UInt8(ascii: "-") && position + 1 < end
                && (ASCII.isLetter(bytes[position + 1]) || bytes[position + 1] >= 0x80)
    }

    private mutating func halfDay() -> Int64? {
        for (word, hours) in Self.halves where take(word) { return hours }
        return nil
    }

    private mutating func offset() -> Int64? {
        if take([UInt8(ascii: "z")]) { return 0 }
        let isWest = take([UInt8(ascii: "-")])
        guard isWest || take([UInt8(ascii: "+")]), let hour = digits(2, 2), hour <= 23 else { return nil }
        var minute: Int64 = 0
        if take([UInt8(ascii: ":")]) || (position < end && ASCII.isDigit(bytes[position])) {
            guard let read = digits(2, 2), read <= 59 else { return nil }
            minute = read
        }
        return (hour * 3600 + minute * 60) * (isWest ? -1 : 1)
    }

    /// Passes over these small letters and signs, in any case.
    private mutating func take(_ text: [UInt8]) -> Bool {
        guard end - position >= text.count else { return false }
        for index in text.indices where ASCII.lowered(bytes[position + index]) != text[index] { return false }
        position += text.count
        return true
    }

    private static let halves: [([UInt8], Int64)] = [
        (Array("a.m.".utf8), 0), (Array("p.m.".utf8), 12), (Array("am".utf8), 0), (Array("pm".utf8), 12),
    ]
}
