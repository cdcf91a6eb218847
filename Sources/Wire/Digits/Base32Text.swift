/// A number in base 32, 13 characters of `0-9 a-v` (RFC 4648's base32hex, without padding), so few that a String holds them in place.
public enum Base32Text {
    /// How many characters there are.
    public static let count = 13

    /// Appends the digits of a number, the highest first.
    public static func append(_ number: UInt64, to text: inout [UInt8]) {
        text.append(addingCapacity: count) { write(number, to: &$0) }
    }

    /// The digits of a number, the highest first; nothing is allocated.
    public static func string(_ number: UInt64) -> String {
        let digits = InlineArray<13, UInt8> { write(number, to: &$0) }
        // Digits are ASCII.
        guard let text = try? UTF8Span(validating: digits.span) else { return "" }
        return String(copying: text)
    }

    /// Writes the digits of a number over the 13 bytes from `place` on.
    public static func write(_ number: UInt64, over text: inout MutableSpan<UInt8>, at place: Int) {
        // Both words write the digits that they have in common.
        ByteWord.store(DigitWord.base32(number &>> 25), in: &text, at: place)
        ByteWord.store(DigitWord.base32(number), in: &text, at: place &+ count &- ByteWord.count)
    }

    private static func write(_ number: UInt64, to output: inout OutputSpan<UInt8>) {
        output.append(repeating: 0, count: count)
        var text = output.mutableSpan
        write(number, over: &text, at: 0)
    }
}
