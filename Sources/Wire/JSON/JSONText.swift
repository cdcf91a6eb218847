/// Writes strings as JSON text (RFC 8259, section 7).
enum JSONText {
    /// Appends the string with its quotes.
    static func append(_ string: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        if needsEscapes(string.utf8Span.span) {
            for byte in string.utf8 {
                if needsEscape(byte) { appendEscape(of: byte, to: &output) } else { output.append(byte) }
            }
        } else {
            // Nearly every string: copied as one.
            output.append(contentsOf: string.utf8)
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func needsEscapes(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where needsEscape(bytes[index]) { return true }
        return false
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case ..<0x20:
            output.append(contentsOf: "u00".utf8)
            output.append(Hexadecimal.lower(byte >> 4))
            output.append(Hexadecimal.lower(byte & 15))
        default: output.append(byte)
        }
    }
}
