/// A number in base 32, 13 characters of `0-9 a-v` (RFC 4648's base32hex, without padding), so few that a String holds them in place.
public enum Base32Text {
    /// Appends the digits of a number, the highest first.
    public static func append(_ number: UInt64, to text: inout [UInt8]) {
        text.append(addingCapacity: 16) { output in
            write(number, to: &output)
            output.removeLast(3)
        }
    }

    /// The digits of a number, the highest first; nothing is allocated.
    public static func string(_ number: UInt64) -> String {
        let digits = InlineArray<16, UInt8> { write(number, to: &$0) }
        // Digits are ASCII.
        guard let text = try? UTF8Span(validating: digits.span.extracting(first: 13)) else { return "" }
        return String(copying: text)
    }

    /// The 13 digits and three more bytes.
    private static func write(_ number: UInt64, to output: inout OutputSpan<UInt8>) {
        output.append(repeating: 0, count: 16)
        var text = output.mutableSpan
        ByteWord.store(DigitWord.base32(number &>> 25), in: &text, at: 0)
        ByteWord.store(DigitWord.base32(number &<< 15), in: &text, at: 8)
    }
}
