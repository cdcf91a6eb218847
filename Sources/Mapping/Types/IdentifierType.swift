import BoardCRM

/// `id`: a whole number of at least 1.
enum IdentifierType {
    static func read(_ piece: Piece) -> Identifier? {
        guard case .integer(let value)? = IntegerType.read(piece) else { return nil }
        return Identifier(value)
    }
}
