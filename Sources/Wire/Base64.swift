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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end * 3 / 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for index in 0..<end {
            guard let value = value(text[index]) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        return bits == 0 ? bytes : nil
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
