/// How long a text may be, and what happens to a longer one.
struct LengthLimit: Sendable {
    enum Overflow: String, CaseIterable, Sendable {
        /// Shortened to the limit, the last character being `…`.
        case cut
        /// A problem.
        case refuse
    }

    /// In characters (extended grapheme clusters), at least 1.
    let maximum: Int
    let overflow: Overflow

    /// The text as it may be sent; nil for one that is refused.
    func apply(to text: String) -> String? {
        // A character has at least one byte.
        guard text.utf8.count > maximum, text.dropFirst(maximum).startIndex != text.endIndex else { return text }
        switch overflow {
        case .refuse: return nil
        case .cut where maximum == 1: return String(text.prefix(1))
        case .cut: return text.prefix(maximum - 1) + "…"
        }
    }
}
