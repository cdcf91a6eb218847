public import BoardCRM
public import Mapping

/// A board of a form's own; a token belongs to one board.
public struct FormCRMSettings: Sendable {
    /// The board's token; never empty.
    public var accessToken: Secret
    /// The field of that board that carries a submission's id; nil where none does.
    public var reference: Alias?
    /// Where the token is written; nil where that is not known.
    public var place: Place?
    /// Where `reference` is written.
    public var referencePlace: Place?

    /// A board with this token.
    public init(accessToken: Secret, reference: Alias? = nil) {
        self.accessToken = accessToken
        self.reference = reference
    }
}
