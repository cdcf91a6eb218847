/// White space in UTF-8: the characters that Unicode gives the property White_Space (PropList.txt), found by their bytes.
enum WhiteSpace {
    /// How many bytes the white space at `position` has; 0 if there is none.
    static func length(in bytes: Span<UInt8>, at position: Int, before end: Int) -> Int {
        let byte = bytes[position]
        if byte < 0x80 { return ASCII.isSpace(byte) ? 1 : 0 }
        guard byte <= 0xE3, position + 1 < end else { return 0 }
        let second = bytes[position + 1]
        if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        guard byte >= 0xE1, position + 2 < end else { return 0 }
        return isLong(byte, second, bytes[position + 2]) ? 3 : 0
    }

    /// How many bytes the white space has that ends before `end`; 0 if there is none.
    static func length(in bytes: Span<UInt8>, endingAt end: Int, from start: Int) -> Int {
        let last = bytes[end - 1]
        if last < 0x80 { return ASCII.isSpace(last) ? 1 : 0 }
        guard end - 2 >= start else { return 0 }
        let middle = bytes[end - 2]
        if middle == 0xC2 { return last == 0x85 || last == 0xA0 ? 2 : 0 }
        return end - 3 >= start && isLong(bytes[end - 3], middle, last) ? 3 : 0
    }

    private static func isLong(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE1, 0x9A): third == 0x80  // U+1680
        case (0xE2, 0x80):  // U+2000 to U+200A, U+2028, U+2029, U+202F
            third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
        case (0xE2, 0x81): third == 0x9F  // U+205F
        case (0xE3, 0x80): third == 0x80  // U+3000
        default: false
        }
    }
}
