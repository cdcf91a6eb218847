/// How long a text may be, and what happens to a longer one.
struct LengthLimit: Sendable {
    enum Overflow: String, CaseIterable, Sendable {
        /// Shortened to the limit, the last character being `…`.
        case cut
        /// A problem.
        case refuse
        /// Shortened as by `cut`, and the whole text goes behind another one.
        case comment
    }

    /// A character has so many bytes at most; one made longer, by thousands of accents, counts as several. It bounds what a text is worth
    /// looking at: the longest that people write, a family of emoji, has some 40.
    private static let longestCharacter = 256
    /// Mapped to the other case, a letter may shrink to this part of its bytes (U+212A, the Kelvin sign, becomes `k`).
    private static let shrinking = 3

    /// In characters (extended grapheme clusters), at least 1.
    let maximum: Int
    let overflow: Overflow

    init(maximum: Int, overflow: Overflow) {
        self.maximum = maximum
        self.overflow = overflow
    }

    /// The longest text that can fit, in bytes.
    private var longestText: Int {
        let (product, overflow) = maximum.multipliedReportingOverflow(by: Self.longestCharacter)
        return overflow ? .max / 4 : min(product, .max / 4)
    }

    /// As much of a text as tells whether it is too long, and what it is cut to, before and after its letters are mapped.
    func enough(of piece: Piece) -> Piece {
        piece.prefix((longestText + 4) * Self.shrinking)
    }

    /// The text as it may be sent; nil for one that is refused.
    func apply(to text: String) -> String? {
        // A character has at least one byte.
        guard text.utf8.count > maximum else { return text }
        guard text.utf8.count > longestText || text.dropFirst(maximum).startIndex != text.endIndex else { return text }
        switch overflow {
        case .refuse: return nil
        case .cut where maximum == 1, .comment where maximum == 1: return String(text.prefix(1))
        case .cut, .comment: return text.prefix(maximum - 1) + "…"
        }
    }
}
