/// A media type with its parameters, as a `Content-Type` field holds it (RFC 9110, section 8.3.1).
public struct MediaType: Sendable {
    struct Parameter: Sendable {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// The field value; names in lower case, quoted values without their quotes and backslashes.
    let bytes: [UInt8]
    let typeRange: Range<Int>
    let subtypeRange: Range<Int>
    let parameters: [Parameter]

    /// Reads the field value in `range` of `bytes`, by default all of it. Linear, without regular expressions.
    ///
    /// Taken beyond the grammar, since senders do it: an unquoted parameter value may hold any visible ASCII but quote, comma,
    /// semicolon and backslash (`boundary=----=_Part_1`). Of a repeated parameter the first counts.
    /// - Throws: `unexpectedByte`, `unexpectedEnd` or `empty`, at the byte of the field value.
    public static func parse(_ bytes: [UInt8], in range: Range<Int>? = nil) throws(WireError) -> MediaType {
        var reader = MediaTypeReader(Array(bytes[range ?? bytes.indices]))
        return try reader.read()
    }

    /// Reads a field value.
    public static func parse(_ text: String) throws(WireError) -> MediaType {
        try parse(Array(text.utf8))
    }

    /// The type, in lower case: `application` of `application/json`.
    public var type: String { String(decoding: bytes[typeRange], as: UTF8.self) }

    /// The subtype, in lower case: `json` of `application/json`.
    public var subtype: String { String(decoding: bytes[subtypeRange], as: UTF8.self) }

    /// The value of a parameter, named in lower case, as in `["charset"]`; nil if it has none.
    public subscript(parameter: String) -> ArraySlice<UInt8>? {
        parameters.first { bytes[$0.name].elementsEqual(parameter.utf8) }.map { bytes[$0.value] }
    }

    /// Whether it is this type and subtype, both given in lower case.
    public func matches(_ type: String, _ subtype: String) -> Bool {
        Token.equals(bytes, typeRange, type) && Token.equals(bytes, subtypeRange, subtype)
    }

    /// `application/x-www-form-urlencoded`
    public var isURLEncoded: Bool { matches("application", "x-www-form-urlencoded") }

    /// `multipart/form-data`
    public var isMultipartForm: Bool { matches("multipart", "form-data") }

    /// `application/json`, `text/json`, or any subtype that ends in `+json` (RFC 6839, section 3.1).
    public var isJSON: Bool {
        matches("application", "json") || matches("text", "json")
            || (subtypeRange.count > 5 && Token.equals(bytes, subtypeRange.suffix(5), "+json"))
    }
}
