import Wire

/// JSON that a path has led into, in a text.
struct ReadText: Sendable {
    /// The path to the text.
    let path: Path
    /// nil where the text is no JSON.
    let document: JSONDocument?
    let index: MemberIndex?

    init(_ text: Piece, at path: Path) {
        self.path = path
        document = try? JSONDocument.parse(text.bytes, in: text.range)
        index = document.flatMap { MemberIndex.make(for: $0) }
    }
}
