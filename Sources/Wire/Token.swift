/// `token`, the alphabet of names in HTTP and MIME heads (RFC 9110, section 5.6.2).
enum Token {
    /// Whether the byte may stand in a token.
    static func contains(_ byte: UInt8) -> Bool {
        // One bit for each byte of ASCII, the lowest bit for the lowest byte.
        let (low, high): (UInt64, UInt64) = (0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
        switch byte {
        case ..<64: return low >> UInt64(byte) & 1 == 1
        case ..<128: return high >> UInt64(byte - 64) & 1 == 1
        default: return false
        }
    }

    /// The byte, in lower case if it is an ASCII letter.
    static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// Whether the range holds this text, which is in lower case, in any case.
    static func equals(_ bytes: [UInt8], _ range: Range<Int>, _ lowercase: String) -> Bool {
        equals(bytes.span, range, lowercase)
    }

    /// Whether the range holds this text, which is in lower case, in any case.
    static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ lowercase: String) -> Bool {
        guard range.count == lowercase.utf8.count else { return false }
        var position = range.lowerBound
        for expected in lowercase.utf8 {
            guard lower(bytes[position]) == expected else { return false }
            position += 1
        }
        return true
    }
}
