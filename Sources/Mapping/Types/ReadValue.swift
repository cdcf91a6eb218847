import BoardCRM

/// A value that a type has read from a submission. Text is still a part of the bytes it came in: whoever needs a String makes one.
enum ReadValue: Sendable {
    case text(Piece)
    /// The visitor's own text of a phone number.
    case phone(Piece)
    case typed(TypedValue)

    /// The value by itself.
    var typed: TypedValue {
        switch self {
        case .text(let piece): .plain(.text(piece.string))
        case .phone(let piece): .phone(piece.string)
        case .typed(let value): value
        }
    }
}
