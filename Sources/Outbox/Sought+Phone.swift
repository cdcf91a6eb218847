extension Sought {
    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The telephone numbers in a text that are the sought one, as they are written there; none where no number is sought.
    public func numbers(in text: SearchedText) -> [String] {
        guard case .phone(let digits) = self else { return [] }
        var found: [String] = []
        for piece in text.pieces {
            for number in Self.numbers(like: digits, in: piece) where !found.contains(number) { found.append(number) }
        }
        return found
    }

    /// Those in one piece.
    static func numbers(like digits: String, in piece: String) -> [String] {
        let (sought, bytes) = (Array(digits.utf8), Array(piece.utf8))
        return numbers(in: bytes).filter { isSame($0.digits, sought) }.map {
            String(decoding: bytes[$0.range], as: UTF8.self)
        }
    }

    /// The digits without the zeros before them, and without a zero in brackets: `+49 (0)30 …`.
    static func significant(_ digits: [UInt8]) -> [UInt8] { Array(digits.drop { $0 == UInt8(ascii: "0") }) }

    /// Each thing in a text that may be a telephone number: its digits, and where it stands.
    private static func numbers(in bytes: [UInt8]) -> [(digits: [UInt8], range: Range<Int>)] {
        var found: [(digits: [UInt8], range: Range<Int>)] = []
        var digits: [UInt8] = []
        var (gap, start, end) = (0, 0, 0)
        func finish() {
            if digits.count >= leastDigits { found.append((significant(digits), start..<end)) }
            (digits, gap) = ([], 0)
        }
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: "(0)".utf8) {
                index += 3
                continue
            }
            if isDigit(bytes[index]) {
                if digits.isEmpty { start = index > 0 && bytes[index - 1] == UInt8(ascii: "+") ? index - 1 : index }
                digits.append(bytes[index])
                end = index + 1
                gap = 0
            } else if "+ ()/.-".utf8.contains(bytes[index]), gap < 3,
                bytes[index] != UInt8(ascii: "+") || digits.isEmpty
            {
                gap += 1
            } else {
                finish()
            }
            index += 1
        }
        finish()
        return found
    }

    /// Whether two numbers are one: the same digits, or one of them with a country's code before those of the other. Where people write an 8
    /// before a number of their own country, as in Russia, it stands for the 7 of its code.
    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        let pairs: [([UInt8]?, [UInt8]?)] = [(one, other), (withCode(one), other), (one, withCode(other))]
        return pairs.contains { pair in
            guard let one = pair.0, let other = pair.1 else { return false }
            let (short, long) = one.count < other.count ? (one, other) : (other, one)
            guard short.count >= leastDigits, long.suffix(short.count).elementsEqual(short) else { return false }
            return long.count == short.count || isCallingCode(long.dropLast(short.count))
        }
    }

    /// A number of eleven digits that begins with an 8, with the 7 of its country's code in its place.
    private static func withCode(_ digits: [UInt8]) -> [UInt8]? {
        guard digits.count == 11, digits[0] == UInt8(ascii: "8") else { return nil }
        return [UInt8(ascii: "7")] + digits.dropFirst()
    }

    /// Whether digits are the code of a country (ITU-T E.164, the list of assigned codes of 2024).
    private static func isCallingCode(_ digits: ArraySlice<UInt8>) -> Bool {
        guard let code = Int(String(decoding: digits, as: UTF8.self)) else { return false }
        switch code {
        case 1, 7, 20, 27, 30...34, 36, 39...41, 43...49, 51...58, 60...66, 81, 82, 84, 86, 90...95, 98: return true
        case 211...213, 216, 218, 220...258, 260...269, 290, 291, 297...299: return true
        case 350...359, 370...383, 385...387, 389, 420, 421, 423, 500...509, 590...599, 670, 672...683, 685...692:
            return true
        case 800, 808, 850, 852, 853, 855, 856, 870, 878, 880...883, 886, 888, 960...968, 970...979, 992...996, 998:
            return true
        default: return false
        }
    }
}
