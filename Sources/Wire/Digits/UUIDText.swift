/// A UUID as it is written: 36 characters, lower case, 8-4-4-4-12 (RFC 9562, section 4).
public enum UUIDText {
    /// How many characters there are.
    public static let count = 36

    /// Appends the text of the 128 bits of `high` and `low`.
    public static func append(high: UInt64, low: UInt64, to text: inout [UInt8]) {
        text.append(addingCapacity: count) { output in
            output.append(repeating: 0, count: count)
            var text = output.mutableSpan
            write(high: high, low: low, over: &text, at: 0)
        }
    }

    /// Writes the text of the 128 bits of `high` and `low` over the 36 bytes from `place` on.
    public static func write(high: UInt64, low: UInt64, over text: inout MutableSpan<UInt8>, at place: Int) {
        let time = DigitWord.hexadecimal(UInt32(truncatingIfNeeded: high))
        let node = DigitWord.hexadecimal(UInt32(truncatingIfNeeded: low &>> 32))
        // A word is written whole, and what comes next is written over what it has too much of.
        ByteWord.store(DigitWord.hexadecimal(UInt32(truncatingIfNeeded: high &>> 32)), in: &text, at: place)
        ByteWord.store(time, in: &text, at: place &+ 9)
        ByteWord.store(time &>> 32, in: &text, at: place &+ 14)
        ByteWord.store(node, in: &text, at: place &+ 19)
        ByteWord.store(node &>> 32, in: &text, at: place &+ 24)
        ByteWord.store(DigitWord.hexadecimal(UInt32(truncatingIfNeeded: low)), in: &text, at: place &+ 28)
        text[place &+ 8] = UInt8(ascii: "-")
        text[place &+ 13] = UInt8(ascii: "-")
        text[place &+ 18] = UInt8(ascii: "-")
        text[place &+ 23] = UInt8(ascii: "-")
    }
}
