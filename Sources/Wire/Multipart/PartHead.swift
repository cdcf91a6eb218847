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
}
