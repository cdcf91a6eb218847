/// The six kinds of JSON value (RFC 8259, section 3).
public enum JSONKind: UInt8, Sendable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// A number, kept as its text.
    case number
    /// `true` or `false`
    case boolean
    /// `null`
    case null
}
