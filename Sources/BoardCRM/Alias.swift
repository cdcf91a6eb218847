/// The short name of a deal's field on a board: 1 to 15 characters of `A-Z a-z 0-9 _ -` (the vendor's page, "Special field types").
public struct Alias: Sendable, Hashable, CustomStringConvertible {
    /// The name as the board has it; upper and lower case differ.
    public let text: String

    /// Takes a name that keeps the rule; nil for any other.
    public init?(_ text: String) {
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy(Alias.allows) else { return nil }
        self.text = text
    }

    /// The name as the board has it.
    public var description: String { text }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
