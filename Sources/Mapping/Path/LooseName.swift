internal import Wire

/// A name without its case, its blanks, `-` and `_`: `First Name`, `first-name` and `FIRSTNAME` are alike.
///
/// A class for the same reason as ``FieldName``.
final class LooseName: Sendable {
    /// In small letters by Unicode's default rules; empty for a name that has none.
    private let folded: [UInt8]
    private let isASCII: Bool
    /// Its first byte; nil where it has none.
    private let firstByte: UInt8?
    /// A name of more bytes is not looked at, so that a look costs no more than the name asked for is long, whatever a sender writes.
    private let longest: Int
    /// The hash of every name that is like this one.
    let hash: UInt32

    init(_ name: [UInt8]) {
        folded = Self.fold(Piece(name))
        isASCII = folded.allSatisfy { $0 < 0x80 }
        firstByte = folded.first
        longest = 3 * folded.count + 16
        hash = FoldedHash.of(folded)
    }

    /// The hash of what a name is folded to.
    static func hash(of name: Piece) -> UInt32 { FoldedHash.of(name, besides: isPassedOver) }

    /// Whether a name that begins with this byte may be like this one: the first letter says it of nearly all.
    @inline(__always)
    func mayFit(_ first: UInt8?) -> Bool {
        guard let first, first < 0x80, !Self.isPassedOver(first) else { return true }
        return ASCII.lowered(first) == firstByte
    }

    /// Whether the name that stands in a range of some bytes is like this one.
    func fits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= longest, !folded.isEmpty else { return false }
        let folded = folded
        let own = folded.span
        var matched = 0
        for position in range {
            let byte = bytes[position]
            if byte >= 0x80 {
                return !isASCII && Self.fold(Piece((range.lowerBound..<range.upperBound).map { bytes[$0] })) == folded
            }
            if Self.isPassedOver(byte) { continue }
            guard matched < own.count, own[matched] == ASCII.lowered(byte) else { return false }
            matched += 1
        }
        return matched == own.count
    }

    private static func isPassedOver(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || ASCII.isSpace(byte)
    }

    private static func fold(_ name: Piece) -> [UInt8] {
        let small = LetterCase.lower.map(name)
        return small.bytes[small.range].filter { !isPassedOver($0) }
    }
}
