public import BoardCRM

/// A board of a form's own; a token belongs to one board.
public struct FormCRMSettings: Sendable {
    /// The board's token; never empty.
    public var accessToken: Secret
    /// The field of that board that carries a submission's id; nil where none does.
    public var reference: Alias?

    /// A board with this token.
    public init(accessToken: Secret, reference: Alias? = nil) {
        self.accessToken = accessToken
        self.reference = reference
    }
}
