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
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                output.append(byte)
                position += 1
            } else if charset == .windows1252 {
                encode(scalar(ofWindows1252: byte)) { output.append($0) }
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

    /// The scalar of a byte from 0x80 on; only the first 32 differ from ISO-8859-1 (Encoding standard, index windows-1252).
    static func scalar(ofWindows1252 byte: UInt8) -> UInt16 {
        byte < 0xA0 ? highControls[Int(byte) - 0x80] : UInt16(byte)
    }

    private static let highControls: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]
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
