/// A decimal number that keeps the text it came with, valid as a JSON number (RFC 8259, section 6): `12`, `-0.50`, `1e3`.
///
/// Two numbers are equal when their texts are: `1.0` and `1` differ.
public struct NumberText: Sendable, Hashable, CustomStringConvertible {
    /// The number's characters, all ASCII.
    public let text: String

    /// Takes a text that is one JSON number and nothing else; nil for `+1`, `.5`, `1.`, `01`, `NaN` and the like.
    public init?(_ text: String) {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = NumberText.skipDigits(&rest)
        guard whole.count == 1 || (whole.count > 1 && whole.first != UInt8(ascii: "0")) else { return nil }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard !NumberText.skipDigits(&rest).isEmpty else { return nil }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard !NumberText.skipDigits(&rest).isEmpty else { return nil }
        }
        guard rest.isEmpty else { return nil }
        self.text = text
    }

    /// The number's characters.
    public var description: String { text }

    private static func skipDigits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest[digits.endIndex...]
        return digits
    }
}
