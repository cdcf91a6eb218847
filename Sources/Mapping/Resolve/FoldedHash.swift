internal import Wire

/// A hash of names and texts that are alike: what is folded alike has one hash. Its key is the process's own, so that no sender can write
/// names that all have the same.
struct FoldedHash {
    private static let seed = UInt64.random(in: .min ... .max)
    private static let factor = UInt64.random(in: .min ... .max) | 1

    private var state = Self.seed

    mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* Self.factor
        state ^= state >> 32
    }

    /// The hash of what was added.
    var value: UInt32 { UInt32(truncatingIfNeeded: state ^ (state >> 29)) }

    /// The hash of bytes that are folded already.
    static func of(_ folded: [UInt8]) -> UInt32 {
        var hash = FoldedHash()
        for byte in folded { hash.add(byte) }
        return hash.value
    }

    /// The hash of a text in small letters.
    /// - Parameter isLeftOut: ASCII that does not count.
    static func of(_ text: Piece, besides isLeftOut: (UInt8) -> Bool = { _ in false }) -> UInt32 {
        var hash = FoldedHash()
        let span = text.bytes.span
        let end = text.range.upperBound
        var position = text.range.lowerBound
        while position < end {
            let byte = span[position]
            if byte < 0x80 {
                if !isLeftOut(byte) { hash.add(ASCII.lowered(byte)) }
                position += 1
            } else {
                position += LetterCase.lower.each(at: position, before: end, in: span) {
                    if !isLeftOut($0) { hash.add($0) }
                }
            }
        }
        return hash.value
    }
}
