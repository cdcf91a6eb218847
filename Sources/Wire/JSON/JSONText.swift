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

    /// Appends the bytes in `range` as a string with its quotes; those that are not UTF-8 become U+FFFD, as a String would have them.
    static func append(_ bytes: [UInt8], in range: Range<Int>, to output: inout [UInt8]) {
        let text = bytes.span.extracting(range)
        guard isPlainASCII(text) else {
            // A String repairs what is not UTF-8; most text beyond ASCII is well-formed and is copied or escaped as it stands.
            return append(String(decoding: bytes[range], as: UTF8.self), to: &output)
        }
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: bytes[range])
        output.append(UInt8(ascii: "\""))
    }

    /// Whether all of it is ASCII without anything to escape. No early way out and no branch, so that the compiler looks at many bytes
    /// at a time: a tenth of the time.
    private static func isPlainASCII(_ bytes: Span<UInt8>) -> Bool {
        var others: UInt8 = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            others |= byte &- 0x20 < 0x60 ? 0 : 1
            others |= escapeMark(byte)
            index &+= 1
        }
        return others == 0
    }

    private static func needsEscapes(_ bytes: Span<UInt8>) -> Bool {
        var marks: UInt8 = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            marks |= byte < 0x20 ? 1 : 0
            marks |= escapeMark(byte)
            index &+= 1
        }
        return marks != 0
    }

    /// 1 for a quote or a backslash.
    private static func escapeMark(_ byte: UInt8) -> UInt8 {
        let quote: UInt8 = byte == UInt8(ascii: "\"") ? 1 : 0
        let backslash: UInt8 = byte == UInt8(ascii: "\\") ? 1 : 0
        return quote | backslash
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
