/// The well-formed byte sequences of UTF-8 (Unicode 15, table 3-7).
enum UTF8Sequence {
    /// The length, 1 to 4, of the sequence at `position`; nil if there is none.
    static func length(in bytes: Span<UInt8>, at position: Int) -> Int? {
        let lead = bytes[position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else { return nil }
        for offset in 2..<max(length, 2) where !(0x80...0xBF).contains(bytes[position + offset]) {
            return nil
        }
        return length
    }
    /// How many bytes at `position`, where no sequence is, stand for one U+FFFD: the longest beginning of a sequence, or one
    /// byte (Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts").
    static func brokenLength(in bytes: Span<UInt8>, at position: Int) -> Int {
        let lead = bytes[position]
        guard (0xC2...0xF4).contains(lead), position + 1 < bytes.count else { return 1 }
        let second = bytes[position + 1]
        let isSecond =
            switch lead {
            case 0xE0: (0xA0...0xBF).contains(second)
            case 0xED: (0x80...0x9F).contains(second)
            case 0xF0: (0x90...0xBF).contains(second)
            case 0xF4: (0x80...0x8F).contains(second)
            default: (0x80...0xBF).contains(second)
            }
        guard isSecond else { return 1 }
        // A sequence of two would be whole, and of three would be whole with its third byte.
        guard lead >= 0xF0, position + 2 < bytes.count, (0x80...0xBF).contains(bytes[position + 2]) else { return 2 }
        return 3
    }
}
