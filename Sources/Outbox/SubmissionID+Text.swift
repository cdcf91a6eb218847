extension SubmissionID: CustomStringConvertible {
    /// Reads the 36 characters of a UUID, in either case of letters; nil for anything else, also for another version.
    public init?(_ text: some StringProtocol) {
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        var position = 0
        for byte in text.utf8 {
            switch position {
            case 8, 13, 18, 23:
                guard byte == UInt8(ascii: "-") else { return nil }
            case 0..<18:
                guard let digit = Self.value(ofDigit: byte) else { return nil }
                halves.high = halves.high << 4 | digit
            case 19..<36:
                guard let digit = Self.value(ofDigit: byte) else { return nil }
                halves.low = halves.low << 4 | digit
            default:
                return nil
            }
            position += 1
        }
        guard position == 36 else { return nil }
        self.init(high: halves.high, low: halves.low)
    }

    /// The UUID's text: lower-case digits, 8-4-4-4-12.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes ``description`` without making a String.
    public func append(to text: inout [UInt8]) {
        let high = (Self.digits(high &>> 32), Self.digits(high & 0xFFFF_FFFF))
        let low = (Self.digits(low &>> 32), Self.digits(low & 0xFFFF_FFFF))
        text.append(addingCapacity: 36) { text in
            Self.append(high.0, 0..<8, to: &text)
            text.append(UInt8(ascii: "-"))
            Self.append(high.1, 0..<4, to: &text)
            text.append(UInt8(ascii: "-"))
            Self.append(high.1, 4..<8, to: &text)
            text.append(UInt8(ascii: "-"))
            Self.append(low.0, 0..<4, to: &text)
            text.append(UInt8(ascii: "-"))
            Self.append(low.0, 4..<8, to: &text)
            Self.append(low.1, 0..<8, to: &text)
        }
    }

    /// The eight digits of 32 bits, the first in the lowest byte: all at once, since every answer and line of the log has an id.
    static func digits(_ number: UInt64) -> UInt64 {
        // One hexadecimal digit to each byte.
        var spread = (number & 0xFFFF_0000) &<< 16 | number & 0xFFFF
        spread = (spread | spread &<< 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread | spread &<< 4) & 0x0F0F_0F0F_0F0F_0F0F
        // 6 more than 9 carries into the upper half of the byte: there is a letter, 39 places after where a digit would be.
        let letters = (spread &+ 0x0606_0606_0606_0606) &>> 4 & 0x0101_0101_0101_0101
        return (spread &+ 0x3030_3030_3030_3030 &+ letters &* 39).byteSwapped
    }

    private static func append(_ digits: UInt64, _ range: Range<Int>, to text: inout OutputSpan<UInt8>) {
        for place in range { text.append(UInt8(truncatingIfNeeded: digits &>> UInt64(place &* 8))) }
    }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
