/// Brings bytes into UTF-8. Linear, and at a few nanoseconds a byte whatever they are: the standard library's own repair takes
/// two hundred for each byte that is none.
enum UTF8Text {
    /// Whether the bytes are UTF-8 already.
    static func isWellFormed(_ bytes: Span<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes)) != nil
    }

    /// Appends bytes of a charset, as UTF-8. Of UTF-8, what is none becomes U+FFFD, one for each maximal part of a
    /// sequence (Unicode 15, section 3.9; Encoding standard, section 8.1).
    static func append(_ bytes: Span<UInt8>, in charset: Charset, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + bytes.count)
        if let table = charset.table { return append(bytes, by: table, to: &output) }
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                output.append(byte)
                position += 1
            } else if let length = UTF8Sequence.length(in: bytes, at: position) {
                for index in position..<position + length { output.append(bytes[index]) }
                position += length
            } else {
                encode(0xFFFD) { output.append($0) }
                position += UTF8Sequence.brokenLength(in: bytes, at: position)
            }
        }
    }

    private static func append(_ bytes: Span<UInt8>, by table: [UInt16], to output: inout [UInt8]) {
        for position in bytes.indices {
            let byte = bytes[position]
            if byte < 0x80 {
                output.append(byte)
            } else {
                encode(table[Int(byte) - 0x80]) { output.append($0) }
            }
        }
    }

    /// Gives the bytes of a scalar of the Basic Multilingual Plane from U+0080 on.
    static func encode(_ scalar: UInt16, _ take: (UInt8) -> Void) {
        if scalar < 0x800 {
            take(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
        } else {
            take(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            take(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
        }
        take(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    }
}

extension String {
    /// The text of bytes that may not be UTF-8: what is none becomes U+FFFD, as with `String(decoding:as:)`, but quickly.
    public init(repairing bytes: ArraySlice<UInt8>) {
        if let text = try? UTF8Span(validating: bytes.span) {
            self.init(copying: text)
            return
        }
        var repaired: [UInt8] = []
        UTF8Text.append(bytes.span, in: .utf8, to: &repaired)
        self.init(decoding: repaired, as: UTF8.self)
    }
}
