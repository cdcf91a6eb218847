/// Says where a text broke that simdjson refused: its fast pass knows only that something is wrong.
enum JSONFault {
    /// The first byte that is not UTF-8 or is a control character in a string, or the quote of a string that never
    /// ends; a text without any token is empty.
    static func find(in bytes: Span<UInt8>) -> WireError {
        var openQuote: Int?
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte >= 0x80 {
                guard let length = UTF8Sequence.length(in: bytes, at: position) else {
                    return WireError(.json, .invalidUTF8, at: position)
                }
                position += length
                continue
            }
            if openQuote == nil, byte == UInt8(ascii: "\\") {
                return WireError(.json, .unexpectedByte, at: position)
            }
            if byte == UInt8(ascii: "\"") {
                openQuote = openQuote == nil ? position : nil
            } else if openQuote != nil {
                if byte < 0x20 { return WireError(.json, .controlCharacter, at: position) }
                // What a backslash hides can be no closing quote.
                if byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
                    bytes[position + 1] == UInt8(ascii: "\"")
                        || bytes[position + 1] == UInt8(ascii: "\\")
                {
                    position += 1
                }
            }
            position += 1
        }
        if let openQuote { return WireError(.json, .unexpectedEnd, at: openQuote) }
        return WireError(.json, .empty, at: bytes.count)
    }
}
