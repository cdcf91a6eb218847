/// What goes through a rule: one text, or several that came under one name or that a transform made of one.
enum Pieces: Sendable {
    case one(Piece)
    case several([Piece])

    /// Whether there is nothing but white space.
    var isBlank: Bool {
        switch self {
        case .one(let piece): piece.isBlank
        case .several(let pieces): pieces.allSatisfy(\.isBlank)
        }
    }

    /// The texts by themselves.
    var elements: [Piece] {
        switch self {
        case .one(let piece): [piece]
        case .several(let pieces): pieces
        }
    }

    /// All in one text; of several the blank ones are left out.
    func joined(by separator: [UInt8] = Piece.comma) -> Piece {
        switch self {
        case .one(let piece): piece
        case .several(let pieces): Piece(joining: pieces.filter { !$0.isBlank }, by: separator)
        }
    }
}
