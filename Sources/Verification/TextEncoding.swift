internal import Wire

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
        case .base64: Base64.standard.decode(text.span)
        case .base64url: Base64.url.decode(text.span)
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
        case .base64: return String(decoding: Base64.standard.encode(bytes), as: UTF8.self)
        case .base64url: return String(decoding: Base64.url.encode(bytes), as: UTF8.self)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

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
}
