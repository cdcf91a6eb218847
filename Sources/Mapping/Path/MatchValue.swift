internal import Wire

/// The value that an element is picked by, `[label=Email]`: exactly, or, where no element has it so, without regard to case and to blanks
/// at its ends.
struct MatchValue: Sendable, Hashable {
    /// In UTF-8.
    let bytes: [UInt8]
    private let folded: [UInt8]
    private let longest: Int
    /// The hash of every text that is like this one.
    let hash: UInt32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        folded = Self.fold(Piece(bytes))
        longest = 3 * folded.count + 64
        hash = FoldedHash.of(folded)
    }

    /// The hash of what a text is folded to.
    static func hash(of text: Piece) -> UInt32 { FoldedHash.of(text.trimmed) }

    /// Whether a text is this one but for case and blanks at its ends.
    func fitsLoosely(_ text: Piece) -> Bool {
        text.range.count <= longest && Self.fold(text) == folded
    }

    private static func fold(_ text: Piece) -> [UInt8] {
        let small = LetterCase.lower.map(text.trimmed)
        return Array(small.bytes[small.range])
    }
}
