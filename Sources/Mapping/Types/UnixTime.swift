/// Unix times in digits: seconds since 1970 in nine or ten of them, with a fraction or none, milliseconds in twelve or thirteen.
///
/// So a day in eight digits (`20260131`) is none, and what is read lies between 1973 and 2286.
enum UnixTime {
    static func read(_ text: Piece) -> TimeReader.Reading? {
        let bytes = text.bytes.span
        var position = text.range.lowerBound
        var value: Int64 = 0
        while position < text.range.upperBound, ASCII.isDigit(bytes[position]), position - text.range.lowerBound < 14 {
            value = value * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        let digits = position - text.range.lowerBound
        guard digits > 0, bytes[text.range.lowerBound] != UInt8(ascii: "0") else { return nil }
        switch digits {
        case 9, 10:
            if position < text.range.upperBound, bytes[position] == UInt8(ascii: ".") {
                let start = position + 1
                position = start
                while position < text.range.upperBound, position - start < 9, ASCII.isDigit(bytes[position]) {
                    position += 1
                }
                guard position > start else { return nil }
            }
        case 12, 13: value /= 1000
        default: return nil
        }
        return position == text.range.upperBound ? TimeReader.Reading(wallTime: value, offset: 0) : nil
    }
}
