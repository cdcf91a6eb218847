/// Why bytes are not what they say they are, and where they break.
///
/// It never holds a byte of the content, so it may stand in a log and in an answer.
public struct WireError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The format that was being read.
    public enum Format: String, Sendable {
        /// `application/json`.
        case json = "JSON"
        /// `application/x-www-form-urlencoded`.
        case urlencoded = "urlencoded form"
        /// `multipart/form-data`.
        case multipart = "multipart form"
        /// A `Content-Type` field value.
        case mediaType = "Content-Type"
    }

    /// What is wrong. The raw value is stable: logs and metrics may use it.
    public enum Code: String, Sendable, CaseIterable {
        /// There is nothing there.
        case empty = "empty"
        /// Longer than the format's offsets reach: 4 GiB, and a third of that for a form, which may grow as it becomes UTF-8.
        case tooLarge = "too_large"
        /// A byte that the grammar does not allow at this place.
        case unexpectedByte = "unexpected_byte"
        /// The bytes end before the grammar does.
        case unexpectedEnd = "unexpected_end"
        /// More bytes after the end of the value.
        case trailingBytes = "trailing_bytes"
        /// Not UTF-8.
        case invalidUTF8 = "invalid_utf8"
        /// A control character inside a string.
        case controlCharacter = "control_character"
        /// A backslash sequence that RFC 8259, section 7, does not know.
        case invalidEscape = "invalid_escape"
        /// A number that RFC 8259, section 6, does not allow.
        case invalidNumber = "invalid_number"
        /// The same key twice in one object.
        case repeatedKey = "repeated_key"
        /// Nested deeper than the limit.
        case tooDeep = "too_deep"
        /// More values than the limit.
        case tooManyValues = "too_many_values"
        /// More fields than the limit.
        case tooManyFields = "too_many_fields"
        /// More parts than the limit.
        case tooManyParts = "too_many_parts"
        /// The media type has no `boundary`, or one that RFC 2046, section 5.1.1, does not allow.
        case invalidBoundary = "invalid_boundary"
        /// The content does not begin with the boundary.
        case missingBoundary = "missing_boundary"
        /// A part's header section that breaks the grammar.
        case invalidPartHead = "invalid_part_head"
        /// A part's header section that is longer than the limit.
        case partHeadTooLarge = "part_head_too_large"
        /// A part without `Content-Disposition: form-data` and a name (RFC 7578, section 4.2).
        case unnamedPart = "unnamed_part"
        /// A part whose base64 or quoted-printable content stops half-way.
        case invalidTransferEncoding = "invalid_transfer_encoding"
        /// A charset that is not read here; see `Charset.namesRead`.
        case unknownCharset = "unknown_charset"
    }

    /// The format that was being read.
    public let format: Format
    /// What is wrong.
    public let code: Code
    /// Where it broke: bytes from the beginning of what was read, from 0.
    public let offset: Int

    /// An error at a place.
    public init(_ format: Format, _ code: Code, at offset: Int) {
        self.format = format
        self.code = code
        self.offset = offset
    }

    /// One line for a person: the format, what is wrong, and where.
    public var description: String {
        "\(format.rawValue): \(code.words) at byte \(offset)"
    }

    /// The same error, with its place counted from `distance` bytes earlier.
    func moved(by distance: Int) -> WireError {
        WireError(format, code, at: offset + distance)
    }
}

extension WireError.Code {
    var words: String {
        switch self {
        case .empty: "nothing there"
        case .tooLarge: "too large"
        case .unexpectedByte: "unexpected byte"
        case .unexpectedEnd: "unexpected end"
        case .trailingBytes: "more after the end of the value"
        case .invalidUTF8: "not UTF-8"
        case .controlCharacter: "control character in a string"
        case .invalidEscape: "invalid escape"
        case .invalidNumber: "invalid number"
        case .repeatedKey: "repeated key"
        case .tooDeep: "nested too deep"
        case .tooManyValues: "too many values"
        case .tooManyFields: "too many fields"
        case .tooManyParts: "too many parts"
        case .invalidBoundary: "no valid boundary"
        case .missingBoundary: "boundary not found"
        case .invalidPartHead: "malformed part header"
        case .partHeadTooLarge: "part header too large"
        case .unnamedPart: "part without a form-data name"
        case .invalidTransferEncoding: "part's transfer encoding broken off"
        case .unknownCharset: "charset not read here"
        }
    }
}
