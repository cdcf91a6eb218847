/// Bytes as they are written in hexadecimal digits, lower case.
public enum HexadecimalText {
    /// Two digits for each byte.
    public static func of(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](capacity: 2 * bytes.count) { output in
            output.append(repeating: 0, count: 2 * bytes.count)
            var text = output.mutableSpan
            var index = 0
            while index &+ 4 <= bytes.count {
                var word: UInt32 = 0
                for place in index..<index &+ 4 { word = word &<< 8 | UInt32(bytes[place]) }
                ByteWord.store(DigitWord.hexadecimal(word), in: &text, at: 2 &* index)
                index &+= 4
            }
            while index < bytes.count {
                text[2 &* index] = Hexadecimal.lower(bytes[index] &>> 4)
                text[2 &* index &+ 1] = Hexadecimal.lower(bytes[index] & 15)
                index &+= 1
            }
        }
    }

    /// Whether a text is the 64 digits of four numbers, in a time that does not depend on which of them differ.
    public static func equals(_ text: Span<UInt8>, _ words: (UInt64, UInt64, UInt64, UInt64)) -> Bool {
        guard text.count == 64 else { return false }
        var others: UInt64 = 0
        func compare(_ word: UInt64, at place: Int) {
            others |= ByteWord.load(text, at: place) ^ DigitWord.hexadecimal(UInt32(truncatingIfNeeded: word &>> 32))
            others |= ByteWord.load(text, at: place &+ 8) ^ DigitWord.hexadecimal(UInt32(truncatingIfNeeded: word))
        }
        compare(words.0, at: 0)
        compare(words.1, at: 16)
        compare(words.2, at: 32)
        compare(words.3, at: 48)
        return others == 0
    }
}
