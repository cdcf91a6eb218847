internal import Wire

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

    /// How many bytes ``description`` has.
    public static var textCount: Int { UUIDText.count }

    /// Writes ``description`` over the bytes from `place` on.
    public func write(over text: inout MutableSpan<UInt8>, at place: Int) {
        UUIDText.write(high: high, low: low, over: &text, at: place)
    }

    /// Writes ``description`` without making a String.
    public func append(to text: inout [UInt8]) {
        UUIDText.append(high: high, low: low, to: &text)
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
