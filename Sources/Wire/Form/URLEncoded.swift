/// `application/x-www-form-urlencoded`, as the WHATWG URL standard reads it (section 5.1).
public enum URLEncoded {
    /// Reads the fields in `range` of `bytes`, by default all of them. A URL's query is read in the same way.
    ///
    /// One pass, eight bytes at a time where nothing is to decode. Anything is a valid form; `%` without two hexadecimal digits stands for itself, empty pieces between `&` are no fields. A form that is not
    /// all ASCII is brought into UTF-8 in a second pass, where it is none.
    /// - Parameter charset: what the form is written in where its `_charset_` field does not say.
    /// - Throws: `tooManyFields`, at the first field beyond the limit; `tooLarge`; `unknownCharset`, for one that the form names itself.
    public static func decode(
        _ bytes: [UInt8], in range: Range<Int>? = nil, charset: Charset = .utf8, limits: WireLimits = .standard
    ) throws(WireError) -> FormFields {
        let range = range ?? bytes.indices
        guard range.count <= FormFields.maxBytes else { throw WireError(.urlencoded, .tooLarge, at: 0) }
        // A word may be written behind the last byte.
        let size = range.count + ByteWord.count
        let source = bytes.span.extracting(range)
        var entries: [FormFields.Entry] = []
        let arena = try [UInt8](capacity: size) { output throws(WireError) in
            output.append(repeating: 0, count: size)
            var room = output.mutableSpan
            let written = try decode(source, into: &room, &entries, limits)
            output.removeLast(size - written)
        }
        var fields = FormFields()
        fields.bytes = arena
        fields.entries = entries
        try fields.settle(charset, of: .urlencoded)
        return fields
    }

    /// Decodes all fields; returns how many bytes they take.
    private static func decode(
        _ source: Span<UInt8>, into output: inout MutableSpan<UInt8>, _ entries: inout [FormFields.Entry],
        _ limits: WireLimits
    ) throws(WireError) -> Int {
        entries.reserveCapacity(16)
        var (position, written) = (0, 0)
        while position < source.count {
            guard source[position] != UInt8(ascii: "&") else {
                position += 1
                continue
            }
            guard entries.count < limits.maxFields else {
                throw WireError(.urlencoded, .tooManyFields, at: position)
            }
            let name = decodePiece(source, &position, into: &output, &written, endsAtEquals: true)
            let value = decodePiece(source, &position, into: &output, &written, endsAtEquals: false)
            entries.append(FormFields.Entry(name: name, value: value))
        }
        return written
    }

    /// Decodes one name or value, behind what was written before, and passes over it and the byte that ends it.
    ///
    /// After a name that ends at `&` the position stays there, so that its value is empty. What is decoded is never longer than what it
    /// is decoded from: a whole word has room wherever it is written.
    @inline(__always)
    private static func decodePiece(
        _ source: Span<UInt8>, _ position: inout Int, into output: inout MutableSpan<UInt8>, _ written: inout Int,
        endsAtEquals: Bool
    ) -> Range<Int> {
        let start = written
        var (read, write) = (position, written)
        defer { (position, written) = (read, write) }
        while true {
            while read &+ ByteWord.count <= source.count {
                let word = ByteWord.load(source, at: read)
                // A plus sign is a space, which differs from it by these bits.
                let pluses = ByteWord.exactMarks(of: UInt8(ascii: "+"), in: word)
                ByteWord.store(word ^ (pluses &>> 7) &* 0x0B, in: &output, at: write)
                let marks = marks(in: word, endsAtEquals)
                let plain = marks == 0 ? ByteWord.count : ByteWord.place(of: marks)
                read &+= plain
                write &+= plain
                if marks != 0 { break }
            }
            guard read < source.count else { return start..<write }
            var byte = source[read]
            switch byte {
            case UInt8(ascii: "&"):
                if !endsAtEquals { read &+= 1 }
                return start..<write
            case UInt8(ascii: "=") where endsAtEquals:
                read &+= 1
                return start..<write
            case UInt8(ascii: "%"):
                if read &+ 2 < source.count, let high = Hexadecimal.value(source[read &+ 1]),
                    let low = Hexadecimal.value(source[read &+ 2])
                {
                    byte = high << 4 | low
                    read &+= 2
                }
            case UInt8(ascii: "+"): byte = UInt8(ascii: " ")
            default: break
            }
            output[write] = byte
            write &+= 1
            read &+= 1
        }
    }

    /// Marks the bytes that end or begin something, and the few that stand before the plus sign in ASCII: nearly nobody writes those.
    @inline(__always)
    private static func marks(in word: UInt64, _ endsAtEquals: Bool) -> UInt64 {
        let low = ByteWord.marks(below: UInt8(ascii: "+"), in: word)
        return endsAtEquals ? low | ByteWord.marks(of: UInt8(ascii: "="), in: word) : low
    }
}
