/// The grammar of numbers: `[-] int [frac] [exp]` (RFC 8259, section 6).
enum JSONNumber {
    /// The place after the number that begins at `start`; nil if it is none.
    static func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        if byte(bytes, position) == UInt8(ascii: "-") { position += 1 }
        if byte(bytes, position) == UInt8(ascii: "0") {
            position += 1
        } else {
            guard skipDigits(bytes, &position) else { return nil }
        }
        if byte(bytes, position) == UInt8(ascii: ".") {
            position += 1
            guard skipDigits(bytes, &position) else { return nil }
        }
        if byte(bytes, position) | 0x20 == UInt8(ascii: "e") {
            position += 1
            let sign = byte(bytes, position)
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            guard skipDigits(bytes, &position) else { return nil }
        }
        return position
    }

    /// The byte, or 0, which no number holds, past the end.
    private static func byte(_ bytes: Span<UInt8>, _ position: Int) -> UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    /// Passes over digits; false if there is none.
    private static func skipDigits(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") <= 9 {
            position += 1
        }
        return position > start
    }
}
