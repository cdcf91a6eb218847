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
}
