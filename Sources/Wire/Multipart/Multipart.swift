/// `multipart/form-data` (RFC 7578), read whole.
public enum Multipart {
    /// Reads the form in `range` of `bytes`, by default all of it. Of files only name, type and size are kept.
    /// - Parameters:
    ///   - boundary: as `boundary(of:)` gives it.
    ///   - charset: what names and values are written in where neither a part's own `Content-Type` nor the form's `_charset_`
    ///     field says so (RFC 7578, sections 4.5 and 4.6).
    /// - Throws: what breaks the form and at which byte of the range; `unexpectedEnd` where its final boundary is missing.
    public static func decode(
        _ bytes: [UInt8], in range: Range<Int>? = nil, boundary: [UInt8], charset: Charset = .utf8,
        limits: WireLimits = .standard
    ) throws(WireError) -> FormFields {
        let range = range ?? bytes.indices
        guard range.count <= FormFields.maxBytes else { throw WireError(.multipart, .tooLarge, at: 0) }
        var sink = FormFieldsSink(capacity: range.count, limits: limits)
        var parser = MultipartParser(boundary: boundary, limits: limits)
        try parser.feed(bytes.span.extracting(range), into: &sink)
        try parser.finish()
        return try sink.finish(charset)
    }

    /// The boundary that a media type names: 1 to 70 of RFC 2046's characters, no space at its end (section 5.1.1).
    /// - Throws: `invalidBoundary`.
    public static func boundary(of type: MediaType) throws(WireError) -> [UInt8] {
        guard let boundary = type["boundary"], (1...70).contains(boundary.count), boundary.last != 0x20,
            boundary.allSatisfy(isBoundaryCharacter)
        else { throw WireError(.mediaType, .invalidBoundary, at: 0) }
        return Array(boundary)
    }

    private static func isBoundaryCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "'")...UInt8(ascii: ")"), UInt8(ascii: "+")...UInt8(ascii: ":"), UInt8(ascii: "="),
            UInt8(ascii: "?"), UInt8(ascii: "_"), UInt8(ascii: " "):
            true
        default: false
        }
    }
}
