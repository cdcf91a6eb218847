/// One key or value of a JSON text. The nodes stand in the order of the text, each container before its contents.
///
/// An object's contents are key, value, key, value.
struct JSONNode: Sendable {
    /// The text's range: inside the quotes of a string, the whole of anything else.
    var start: UInt32
    var end: UInt32
    /// The node after this one and all it holds. While a container is open: the container around it.
    var next: UInt32
    /// From the right: three bits of kind, one that says a string holds a backslash, the number of members or elements.
    private var tag: UInt32

    static let countUnit: UInt32 = 16

    init(_ kind: JSONKind, _ range: Range<Int>, next: Int, escaped: Bool = false) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
        self.next = UInt32(truncatingIfNeeded: next)
        tag = UInt32(kind.rawValue) | (escaped ? 8 : 0)
    }

    var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: tag & 7)) ?? .null }
    var isEscaped: Bool { tag & 8 != 0 }
    var count: Int { Int(tag / Self.countUnit) }
    var range: Range<Int> { Int(start)..<Int(end) }

    mutating func countOne() { tag &+= Self.countUnit }
}
