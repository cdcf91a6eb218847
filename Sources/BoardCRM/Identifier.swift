/// The id of something on a board: a column, a lead, a deal, a field. An integer of at least 1 (the vendor's page, "Special field types").
public struct Identifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number itself, from 1 to 9,223,372,036,854,775,807.
    public let value: Int64

    /// Takes a number of at least 1; nil for any other.
    public init?(_ value: Int64) {
        guard value >= 1 else { return nil }
        self.value = value
    }

    /// Takes the digits of such a number, and nothing else: no sign, no blanks, no fraction, at most 19 digits, no number above `Int64.max`.
    public init?(text: some StringProtocol) {
        let digits = text.utf8
        guard (1...19).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard let value = Int64(text) else { return nil }
        self.init(value)
    }

    /// The number in decimal digits.
    public var description: String { String(value) }

    /// Orders ids by their number.
    public static func < (left: Identifier, right: Identifier) -> Bool { left.value < right.value }
}
