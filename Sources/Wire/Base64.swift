/// Base64 in its two alphabets.
public enum Base64: Sendable {
    /// RFC 4648, section 4: `+` and `/`, written with padding.
    case standard
    /// RFC 4648, section 5: `-` and `_`, written without padding.
    case url

    /// The text of some bytes, without line breaks.
    public func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(letter(UInt8(truncatingIfNeeded: bits >> count & 63)))
            }
        }
        if count > 0 { text.append(letter(UInt8(truncatingIfNeeded: bits << (6 - count) & 63))) }
        if self == .standard { while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) } }
        return text
    }

    /// The bytes of a text; nil for any other text. Padding may be left out. Bits that stand for nothing are nothing, so that the same
    /// bytes have one text.
    public func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var end = text.count
        while end > 0, text.count - end < 2, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
        guard end == text.count || text.count.isMultiple(of: 4), end % 4 != 1 else { return nil }
        let values = (self == .url ? Self.urlValues : Self.standardValues).span
        // Bits that no letter has stay behind.
        var (others, left) = (UInt32(0), UInt32(0))
        func quad(_ letters: UInt32) -> UInt32 {
            values[Int(letters & 0xFF)] &<< 18 | values[Int(letters &>> 8 & 0xFF)] &<< 12
                | values[Int(letters &>> 16 & 0xFF)] &<< 6 | values[Int(letters &>> 24)]
        }
        let bytes = [UInt8](capacity: end * 3 / 4 + 2) { output in
            // Eight letters at a time are six bytes, which are written as eight.
            output.append(repeating: 0, count: end * 3 / 4 + 2)
            var bytes = output.mutableSpan
            var (index, place) = (0, 0)
            while index &+ 8 <= end {
                let word = ByteWord.load(text, at: index)
                let high = quad(UInt32(truncatingIfNeeded: word))
                let low = quad(UInt32(truncatingIfNeeded: word &>> 32))
                others |= high | low
                ByteWord.store((UInt64(high) &<< 40 | UInt64(low) &<< 16).byteSwapped, in: &bytes, at: place)
                index &+= 8
                place &+= 6
            }
            if index &+ 4 <= end {
                var bits: UInt32 = 0
                for letter in index..<index &+ 4 {
                    let value = values[Int(text[letter])]
                    others |= value
                    bits = bits &<< 6 | value & 63
                }
                bytes[place] = UInt8(truncatingIfNeeded: bits &>> 16)
                bytes[place &+ 1] = UInt8(truncatingIfNeeded: bits &>> 8)
                bytes[place &+ 2] = UInt8(truncatingIfNeeded: bits)
                index &+= 4
                place &+= 3
            }
            while index < end {
                let value = values[Int(text[index])]
                others |= value
                left = left &<< 6 | value & 63
                index &+= 1
            }
            switch end % 4 {
            case 2:
                bytes[place] = UInt8(truncatingIfNeeded: left &>> 4)
                left &= 0xF
            case 3:
                bytes[place] = UInt8(truncatingIfNeeded: left &>> 10)
                bytes[place &+ 1] = UInt8(truncatingIfNeeded: left &>> 2)
                left &= 0x3
            default: break
            }
            output.removeLast(2)
        }
        return others & Self.none == 0 && left == 0 ? bytes : nil
    }

    /// Stands for what is no letter, and is there wherever a letter's six bits are moved to.
    private static let none: UInt32 = 0xFF00_0000

    private static let standardValues = values(of: .standard)
    private static let urlValues = values(of: .url)

    /// The six bits of every letter; for what is none, so many above them that some stay above 24 bits.
    private static func values(of alphabet: Base64) -> [UInt32] {
        (0...255).map { alphabet.value($0).map(UInt32.init) ?? 0xFFFF_FF00 }
    }

    /// The six bits of a letter; nil for what is none.
    func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case letter(62): 62
        case letter(63): 63
        default: nil
        }
    }

    private func letter(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: self == .url ? "-" : "+")
        default: UInt8(ascii: self == .url ? "_" : "/")
        }
    }
}
