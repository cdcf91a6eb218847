/// A secret's bytes, which print as `[secret]` and never as themselves.
public struct SharedSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    /// A secret of at least one byte; nil for an empty one, which would let everybody in.
    public init?(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return nil }
        self.bytes = Array(bytes)
    }

    /// `[secret]`.
    public var description: String { "[secret]" }
    /// `[secret]`.
    public var debugDescription: String { "[secret]" }
    /// A mirror without children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}

/// How a sender's page writes the secret that it shows.
public enum SecretForm: String, Sendable, CaseIterable {
    /// Its letters are the key.
    case text
    /// The key's bytes in hexadecimal digits.
    case hex
    /// The key's bytes in base64.
    case base64
    /// The same behind `whsec_` (Standard Webhooks).
    case whsec

    /// The key that a text stands for; nil where it is not of this form.
    public func key(_ text: String) -> SharedSecret? {
        let bytes = Array(text.utf8)[...]
        switch self {
        case .text: return SharedSecret(bytes)
        case .hex: return TextEncoding.hex.decode(bytes).flatMap { SharedSecret($0) }
        case .base64: return TextEncoding.base64.decode(bytes).flatMap { SharedSecret($0) }
        case .whsec:
            guard text.hasPrefix("whsec_") else { return nil }
            return TextEncoding.base64.decode(bytes.dropFirst(6)).flatMap { SharedSecret($0) }
        }
    }
}
