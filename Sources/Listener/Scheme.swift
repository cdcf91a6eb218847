/// How the client reached us: in the clear, or over TLS that a proxy of ours ended.
public enum Scheme: Sendable, Hashable {
    case http
    case https

    /// `http` or `https` in any case (RFC 3986, 3.1); nil for any other.
    init?(_ bytes: some Collection<UInt8>) {
        func equals(_ text: StaticString) -> Bool {
            bytes.count == text.utf8CodeUnitCount
                && zip(bytes, text.description.utf8).allSatisfy { $0 | 0x20 == $1 }
        }
        if equals("http") {
            self = .http
        } else if equals("https") {
            self = .https
        } else {
            return nil
        }
    }
}
