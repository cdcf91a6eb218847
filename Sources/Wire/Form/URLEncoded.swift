/// `application/x-www-form-urlencoded`, as the WHATWG URL standard reads it (section 5.1).
public enum URLEncoded {
    /// Reads the fields in `range` of `bytes`, by default all of them. A URL's query is read in the same way.
    ///
    /// One pass: the bytes are copied once and decoded where they stand, since decoding never makes them more. Anything is a
    /// valid form; `%` without two hexadecimal digits stands for itself, empty pieces between `&` are no fields. A form that is not
    /// all ASCII is brought into UTF-8 in a second pass, where it is none.
    /// - Parameter charset: what the form is written in where its `_charset_` field does not say.
    /// - Throws: `tooManyFields`, at the first field beyond the limit; `tooLarge`.
    public static func decode(
        _ bytes: [UInt8], in range: Range<Int>? = nil, charset: Charset = .utf8, limits: WireLimits = .standard
    ) throws(WireError) -> FormFields {
        let range = range ?? bytes.indices
        guard range.count <= FormFields.maxBytes else { throw WireError(.urlencoded, .tooLarge, at: 0) }
        var fields = FormFields()
        fields.bytes = Array(bytes[range])
        var entries: [FormFields.Entry] = []
        entries.reserveCapacity(16)
        var arena = fields.bytes.mutableSpan
        var position = 0
        while position < arena.count {
            guard arena[position] != UInt8(ascii: "&") else {
                position += 1
                continue
            }
            guard entries.count < limits.maxFields else {
                throw WireError(.urlencoded, .tooManyFields, at: position)
            }
            let name = decodePiece(&arena, &position, endsAtEquals: true)
            let value = decodePiece(&arena, &position, endsAtEquals: false)
            entries.append(FormFields.Entry(name: name, value: value))
        }
        fields.entries = entries
        fields.settle(charset)
        return fields
    }

    /// Decodes one name or value in place and passes over it and the byte that ends it.
    ///
    /// After a name that ends at `&` the position stays there, so that its value is empty.
    // Inlined, or the span lies in memory and is read anew for every byte.
    @inline(__always)
    private static func decodePiece(
        _ bytes: inout MutableSpan<UInt8>, _ position: inout Int, endsAtEquals: Bool
    ) -> Range<Int> {
        let start = position
        let end = bytes.count
        var read = position
        // Up to the first byte that is decoded, nothing has to be written.
        while read < end, isPlain(bytes[read]) { read &+= 1 }
        var write = read
        while read < end {
            let byte = bytes[read]
            switch byte {
            case UInt8(ascii: "&"):
                position = endsAtEquals ? read : read + 1
                return start..<write
            case UInt8(ascii: "=") where endsAtEquals:
                position = read + 1
                return start..<write
            case UInt8(ascii: "%"):
                if read + 2 < end, let high = Hexadecimal.value(bytes[read + 1]),
                    let low = Hexadecimal.value(bytes[read + 2])
                {
                    bytes[write] = high << 4 | low
                    read &+= 2
                } else {
                    bytes[write] = byte
                }
            case UInt8(ascii: "+"): bytes[write] = UInt8(ascii: " ")
            default: bytes[write] = byte
            }
            write &+= 1
            read &+= 1
        }
        position = read
        return start..<write
    }

    /// Whether a byte is none of the four that mean something. They stand before letters in ASCII: most bytes pass with one comparison.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: "=")
            || (byte != UInt8(ascii: "&") && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "%")
                && byte != UInt8(ascii: "+"))
    }
}
