/// A token or password that prints as `[secret]` wherever it is put into text, and never as itself.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    /// Takes a secret of at least one byte; nil for an empty one, which would let everybody in.
    public init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
    }

    /// The secret itself, for the one place that sends it.
    public func revealed() -> String { text }

    /// Whether the bytes are the secret's, in a time that depends on their number alone.
    public func matches(_ candidate: some Collection<UInt8>) -> Bool {
        let own = Array(text.utf8)
        var difference = own.count ^ candidate.count
        var index = 0
        for byte in candidate {
            difference |= Int(own[index] ^ byte)
            index = index + 1 == own.count ? 0 : index + 1
        }
        return difference == 0
    }

    /// `[secret]`.
    public var description: String { "[secret]" }
    /// `[secret]`.
    public var debugDescription: String { "[secret]" }
    /// A mirror without children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}

extension Secret: Equatable {
    /// Compares in constant time.
    public static func == (left: Secret, right: Secret) -> Bool { left.matches(Array(right.text.utf8)) }
}
