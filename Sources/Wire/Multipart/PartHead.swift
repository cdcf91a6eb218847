/// What a part's header section says (RFC 7578, section 4).
public struct PartHead: Sendable {
    /// How the part's content is written (RFC 2045, section 6).
    public enum TransferEncoding: Sendable {
        /// As it is: `7bit`, `8bit`, `binary`, or nothing said. An unknown encoding is taken for this, so that nothing is lost.
        case identity
        /// Old senders only; RFC 7578, section 4.7, deprecates it.
        case base64
        /// Old senders only; RFC 7578, section 4.7, deprecates it.
        case quotedPrintable
    }

    /// The bytes that the ranges point into: decoded, and perhaps no UTF-8.
    public let bytes: [UInt8]
    /// The field's name.
    public let name: Range<Int>
    /// The file's name as the sender gave it; nil if the part is no file. A browser's empty file input has an empty one.
    public let filename: Range<Int>?
    /// The part's `Content-Type` as it stands; nil if there is none.
    public let contentType: Range<Int>?
    /// How the content is written.
    public let transferEncoding: TransferEncoding
    /// Whether the name came as `name*`, and is UTF-8 whatever the form is (RFC 8187).
    let nameIsExtended: Bool
    /// The same for `filename*`.
    let filenameIsExtended: Bool

    /// The charset that the part's `Content-Type` names (RFC 7578, section 4.5); nil if it has none, or is no media type.
    /// - Throws: `unknownCharset`.
    func charset() throws(WireError) -> Charset? {
        // Most types have no parameter, and need not be read.
        guard let contentType, bytes[contentType].contains(UInt8(ascii: ";")),
            let label = (try? MediaType.parse(bytes, in: contentType))?["charset"]
        else { return nil }
        guard let charset = Charset(label: label) else { throw WireError(.multipart, .unknownCharset, at: 0) }
        return charset
    }
}
