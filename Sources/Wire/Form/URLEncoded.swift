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
        var reader = URLEncodedReader()
        var entries: [FormFields.Entry] = []
        var arena: [UInt8] = []
        try arena.append(addingCapacity: size) { output throws(WireError) in
            output.append(repeating: 0, count: size)
            var room = output.mutableSpan
            while !reader.isAtEnd {
                entries.append(addingCapacity: 16) { reader.read(source, into: &room, &$0) }
                guard entries.count <= limits.maxFields else {
                    throw WireError(.urlencoded, .tooManyFields, at: reader.start(ofField: limits.maxFields, source))
                }
            }
            output.removeLast(size - reader.written)
        }
        var fields = FormFields(consume arena, consume entries)
        try fields.settle(charset, of: .urlencoded, isASCII: reader.isASCII)
        return fields
    }
}
