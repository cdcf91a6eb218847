/// How bytes are written in text.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// Two digits a byte, of either case.
    case hex
    /// RFC 4648, section 4; padding may be left out.
    case base64
    /// RFC 4648, section 5; padding may be left out.
    case base64url

    /// The bytes; nil for any other text.
    public func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        switch self {
        case .hex: Self.hexadecimal(text)
        case .base64: Self.base64(text, UInt8(ascii: "+"), UInt8(ascii: "/"))
        case .base64url: Self.base64(text, UInt8(ascii: "-"), UInt8(ascii: "_"))
        }
    }

    /// The text of some bytes: hexadecimal digits in small letters, base64 with its padding, base64url without.
    public func encode(_ bytes: [UInt8]) -> String {
        switch self {
        case .hex:
            var text: [UInt8] = []
            for byte in bytes {
                text.append(Self.digit(byte >> 4))
                text.append(Self.digit(byte & 15))
            }
            return String(decoding: text, as: UTF8.self)
        case .base64, .base64url:
            let isURL = self == .base64url
            var text: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let group = bytes[start..<min(start + 3, bytes.count)]
                var bits: UInt32 = 0
                for place in 0..<3 { bits = bits << 8 | UInt32(place < group.count ? group[start + place] : 0) }
                for place in 0...group.count {
                    let value = UInt8(truncatingIfNeeded: bits >> UInt32(18 - 6 * place)) & 63
                    text.append(Self.letter(value, isURL: isURL))
                }
                if !isURL { text += [UInt8](repeating: UInt8(ascii: "="), count: 3 - group.count) }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    private static func letter(_ value: UInt8, isURL: Bool) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: isURL ? "-" : "+")
        default: UInt8(ascii: isURL ? "_" : "/")
        }
    }

    private static func hexadecimal(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in text {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 0x57
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 0x37
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }

    private static func base64(_ text: ArraySlice<UInt8>, _ sixtyTwo: UInt8, _ sixtyThree: UInt8) -> [UInt8]? {
        var text = text
        let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2, padding == 0 || text.count.isMultiple(of: 4) else { return nil }
        text = text.dropLast(padding)
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in text {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case sixtyTwo: value = 62
            case sixtyThree: value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        // Bits that stand for nothing are nothing: one text for the same bytes.
        return bits == 0 ? bytes : nil
    }
}
