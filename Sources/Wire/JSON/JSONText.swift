/// Writes strings as JSON text (RFC 8259, section 7).
public enum JSONText {
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

    /// Appends `prefix` of `ready`, and then the bytes in `range` as a string with its quotes, if all of them are ASCII without anything to
    /// escape; else appends nothing.
    /// - Returns: whether it did.
    static func append(
        plain bytes: [UInt8], in range: Range<Int>, behind ready: [UInt8], _ prefix: Range<Int>,
        to output: inout [UInt8]
    ) -> Bool {
        let (source, ready) = (bytes.span, ready.span)
        let count = prefix.count + range.count + 2
        var isPlain = true
        // A word more, so that the last one is written whole.
        output.append(addingCapacity: count + ByteWord.count) { output in
            output.append(repeating: UInt8(ascii: "\""), count: count + ByteWord.count)
            var text = output.mutableSpan
            ByteWord.copy(ready, from: prefix.lowerBound, to: prefix.upperBound, into: &text, at: 0)
            text[prefix.count] = UInt8(ascii: "\"")
            isPlain = copyPlain(source, range, into: &text, at: prefix.count + 1)
            if isPlain {
                text[count - 1] = UInt8(ascii: "\"")
                output.removeLast(ByteWord.count)
            } else {
                output.removeAll()
            }
        }
        return isPlain
    }

    /// False where a byte is not ASCII, or has to be escaped.
    @inline(__always)
    private static func copyPlain(
        _ source: Span<UInt8>, _ range: Range<Int>, into text: inout MutableSpan<UInt8>, at place: Int
    ) -> Bool {
        var (read, write) = (range.lowerBound, place)
        while read < range.upperBound {
            let rest = range.upperBound &- read
            var word: UInt64 = 0
            if read &+ ByteWord.count <= source.count {
                word = ByteWord.load(source, at: read)
                // What stands behind the range is not looked at.
                if rest < ByteWord.count { word = ByteWord.first(rest, of: word, others: UInt8(ascii: "x")) }
            } else {
                word = ByteWord.last(rest, of: source, from: read, others: UInt8(ascii: "x"))
            }
            let marks =
                word & ByteWord.tops | ByteWord.marks(below: 0x20, in: word)
                | ByteWord.marks(of: UInt8(ascii: "\""), in: word) | ByteWord.marks(of: UInt8(ascii: "\\"), in: word)
            guard marks == 0 else { return false }
            ByteWord.store(word, in: &text, at: write)
            read &+= ByteWord.count
            write &+= ByteWord.count
        }
        return true
    }

    /// Where a run of ASCII ends, from `start` on, that stands for itself between quotes: at a quote, a backslash, a control character, a byte
    /// that is not ASCII, or the text's end.
    public static func plainEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count {
            let word =
                index &+ ByteWord.count <= text.count
                ? ByteWord.load(text, at: index)
                : ByteWord.last(text.count &- index, of: text, from: index, others: 0)
            let marks =
                word & ByteWord.tops | ByteWord.marks(below: 0x20, in: word)
                | ByteWord.marks(of: UInt8(ascii: "\""), in: word) | ByteWord.marks(of: UInt8(ascii: "\\"), in: word)
            if marks != 0 { return min(index &+ ByteWord.place(of: marks), text.count) }
            index &+= ByteWord.count
        }
        return text.count
    }

    /// Whether all of it is ASCII without anything to escape. No early way out and no branch, so that the compiler looks at many bytes
    /// at a time: a tenth of the time.
    static func isPlainASCII(_ bytes: Span<UInt8>) -> Bool {
        var others: UInt8 = 0
        let count = bytes.count
        var index = 0
        while index < count {
            let byte = bytes[index]
            let isOther: UInt8 = byte &- 0x20 < 0x60 ? 0 : 1
            let isQuote: UInt8 = byte == UInt8(ascii: "\"") ? 1 : 0
            let isBackslash: UInt8 = byte == UInt8(ascii: "\\") ? 1 : 0
            others |= isOther | isQuote | isBackslash
            index &+= 1
        }
        return others == 0
    }

    private static func needsEscapes(_ bytes: Span<UInt8>) -> Bool {
        var marks: UInt8 = 0
        let count = bytes.count
        var index = 0
        while index < count {
            let byte = bytes[index]
            let isControl: UInt8 = byte < 0x20 ? 1 : 0
            let isQuote: UInt8 = byte == UInt8(ascii: "\"") ? 1 : 0
            let isBackslash: UInt8 = byte == UInt8(ascii: "\\") ? 1 : 0
            marks |= isControl | isQuote | isBackslash
            index &+= 1
        }
        return marks != 0
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
