/// What a path leads to.
enum Located: Sendable {
    /// Nothing, or a JSON null.
    case nothing
    /// The text of one value, or of several joined by commas.
    case piece(Piece)
    /// An object, or a list that holds more than single values.
    case group
    /// Text that should be JSON and is not.
    case notJSON
}
