/// `charset'language'value` with percent signs, as `name*` and `filename*` have it (RFC 8187, section 3.2).
enum ExtendedValue {
    /// Decodes the value where it stands, to UTF-8; nil if its charset is not read here, or it is malformed.
    static func decode(_ bytes: inout [UInt8], _ range: Range<Int>) -> Range<Int>? {
        guard let first = bytes[range].firstIndex(of: UInt8(ascii: "'")),
            let second = bytes[first + 1..<range.upperBound].firstIndex(of: UInt8(ascii: "'"))
        else { return nil }
        guard let charset = Charset(label: bytes[range.lowerBound..<first]) else { return nil }

        let table = charset.table
        let start = second + 1
        var read = start
        var write = start
        while read < range.upperBound {
            var byte = bytes[read]
            read += 1
            if byte == UInt8(ascii: "%") {
                guard read + 1 < range.upperBound, let high = Hexadecimal.value(bytes[read]),
                    let low = Hexadecimal.value(bytes[read + 1])
                else { return nil }
                byte = high << 4 | low
                read += 2
                // Three bytes of text are read for each of these, so three fit.
                if let table, byte >= 0x80 {
                    UTF8Text.encode(table[Int(byte) - 0x80]) {
                        bytes[write] = $0
                        write += 1
                    }
                    continue
                }
            } else if byte >= 0x80 {
                return nil
            }
            bytes[write] = byte
            write += 1
        }
        return start..<write
    }
}
