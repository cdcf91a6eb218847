internal import Wire

extension LetterCase {
    /// The text with its letters mapped.
    func map(_ piece: Piece) -> Piece {
        map(piece.bytes.span, piece.range).map { Piece($0) } ?? piece
    }
}
