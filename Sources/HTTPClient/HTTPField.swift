/// A header field that a request may carry. Its name is a token and its value has no line break (RFC 9110, section 5), so that no field can
/// bring in another.
public struct HTTPField: Sendable, Hashable {
    /// The name as it is sent.
    public let name: String
    /// The value as it is sent, without blanks round it.
    public let value: String

    /// Takes a valid name and value. Nil for any other, for an empty value, and for the names that frame the request, which are the client's
    /// own: Content-Length, Transfer-Encoding, Connection, Host, Expect, TE, Trailer, Upgrade, User-Agent.
    public init?(name: String, value: String) {
        guard !name.isEmpty, name.utf8.allSatisfy(HTTPField.allowsInName) else { return nil }
        guard !HTTPField.own.contains(name.lowercased()) else { return nil }
        guard HTTPField.isValid(value: value) else { return nil }
        self.name = name
        self.value = value
    }

    /// Whether a text may be a field's value: visible characters with blanks and tabs between them, not at the ends.
    static func isValid(value: String) -> Bool {
        let bytes = value.utf8
        guard let first = bytes.first, let last = bytes.last else { return false }
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        guard !isBlank(first), !isBlank(last) else { return false }
        return bytes.allSatisfy { isBlank($0) || (0x21...0x7E).contains($0) || $0 >= 0x80 }
    }

    private static let own: Set<String> = [
        "content-length", "transfer-encoding", "connection", "host", "expect", "te", "trailer", "upgrade", "user-agent",
    ]

    /// `tchar` of RFC 9110, section 5.6.2.
    private static func allowsInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
