/// Which names a form has, as a set of marks that says "surely not" or "perhaps": a look for a name that is not there, and for a second field
/// of a name that is there once, is then a look at one bit.
///
/// A name and the same with `[]` behind it have one mark, since ``FieldNameKey`` stands for both.
struct FieldNameMarks: Sendable {
    /// The marks that some name has.
    private(set) var once: UInt64
    /// The marks that two fields have.
    private(set) var twice: UInt64

    /// Marks of a form that was not looked at: it may have any name, any number of times.
    static let unknown = FieldNameMarks(once: ~0, twice: ~0)
    private init(once: UInt64, twice: UInt64) { (self.once, self.twice) = (once, twice) }

    /// Marks of these fields.
    init(of entries: Span<FormFields.Entry>, _ bytes: Span<UInt8>) {
        (once, twice) = (0, 0)
        for index in entries.indices {
            let mark = Self.mark(of: bytes, entries[index].name)
            twice |= once & mark
            once |= mark
        }
    }

    /// The mark of a name that is looked for: as it stands, since a name that ends in `[]` stands for no other.
    static func mark(of name: [UInt8]) -> UInt64 {
        // A field of the same name has its `[]` taken off, once.
        name.suffix(2).elementsEqual("[]".utf8)
            ? mark(of: name.span, 0..<name.count) | mark(of: (name + Array("[]".utf8)).span, 0..<name.count + 2)
            : mark(of: name.span, 0..<name.count)
    }

    /// The mark of a field's name: one bit of 64, by its first byte, its last and its length, without the `[]` at its end.
    @inline(__always)
    static func mark(of bytes: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
        var end = name.upperBound
        guard end > name.lowerBound else { return 1 }
        var last = bytes[end &- 1]
        if last == UInt8(ascii: "]"), name.count >= 2, bytes[end &- 2] == UInt8(ascii: "[") {
            end &-= 2
            guard end > name.lowerBound else { return 1 }
            last = bytes[end &- 1]
        }
        let sum = Int(bytes[name.lowerBound]) &* 7 &+ Int(last) &* 5 &+ (end &- name.lowerBound) &* 11
        return 1 &<< UInt64(truncatingIfNeeded: sum & 63)
    }
}
