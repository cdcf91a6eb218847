/// A UUID as it is written: 36 characters, lower case, 8-4-4-4-12 (RFC 9562, section 4).
public enum UUIDText {
    /// Appends the text of the 128 bits of `high` and `low`.
    public static func append(high: UInt64, low: UInt64, to text: inout [UInt8]) {
        text.append(addingCapacity: 36) { output in
            output.append(repeating: UInt8(ascii: "-"), count: 36)
            var text = output.mutableSpan
            let time = DigitWord.hexadecimal(UInt32(truncatingIfNeeded: high))
            let node = DigitWord.hexadecimal(UInt32(truncatingIfNeeded: low &>> 32))
            // A word is written whole, and what comes next is written over what it has too much of.
            ByteWord.store(DigitWord.hexadecimal(UInt32(truncatingIfNeeded: high &>> 32)), in: &text, at: 0)
            ByteWord.store(time, in: &text, at: 9)
            ByteWord.store(time &>> 32, in: &text, at: 14)
            ByteWord.store(node, in: &text, at: 19)
            ByteWord.store(node &>> 32, in: &text, at: 24)
            ByteWord.store(DigitWord.hexadecimal(UInt32(truncatingIfNeeded: low)), in: &text, at: 28)
            text[13] = UInt8(ascii: "-")
            text[18] = UInt8(ascii: "-")
            text[23] = UInt8(ascii: "-")
        }
    }
}
