/// The ways in which a rule may change a text before its type reads it. This is the table: names, what they do, examples.
enum Transform: String, CaseIterable, Sendable {
    /// Takes white space (Unicode's) off both ends.
    case trim
    /// Makes each run of white space, line breaks too, one space.
    case squeeze
    /// Makes letters small, by Unicode's default rules.
    case lower
    /// Makes letters capital, by Unicode's default rules.
    case upper

    /// What goes in and what comes out.
    var example: (before: String, after: String) {
        switch self {
        case .trim: ("  Ada Lovelace \n", "Ada Lovelace")
        case .squeeze: ("Ada \n  Lovelace", "Ada Lovelace")
        case .lower: ("ADA Ö", "ada ö")
        case .upper: ("ada ß", "ADA SS")
        }
    }

    /// Whether it takes white space away and leaves letters as they are; the others do the opposite, so that the order of one of each
    /// kind changes nothing.
    var isOfWhiteSpace: Bool {
        switch self {
        case .trim, .squeeze: true
        case .lower, .upper: false
        }
    }

    /// The text after the change.
    func apply(to piece: Piece) -> Piece {
        switch self {
        case .trim: piece.trimmed
        case .squeeze: piece.squeezed
        case .lower: LetterCase.lower.map(piece)
        case .upper: LetterCase.upper.map(piece)
        }
    }
}
