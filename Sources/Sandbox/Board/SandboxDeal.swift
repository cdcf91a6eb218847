public import BoardCRM

/// A deal on the board.
public struct SandboxDeal: Sendable, Hashable {
    /// The deal's id; later deals have higher ones.
    public let id: Identifier
    /// The column it stands in.
    public let columnID: Identifier
    /// Its lead; nil for a deal that was sent without one.
    public let lead: SandboxLead?
    /// The values of its fields, by the kind of each field: a number that a form sent as text is a number here.
    public let fields: OrderedValues<Alias>
    /// When it is due.
    public let deadline: DateTime?
    /// When it was made: milliseconds since 1970.
    public let createdAt: Int64
    /// The format that it came in.
    public let format: BodyFormat
    /// All parameters as they came, without the access token.
    public let parameters: SandboxValue
    /// How many comments it has.
    public internal(set) var commentCount = 0

    /// The text of the field of this alias; nil if it is not set or there is no such field.
    public subscript(alias: String) -> String? { Alias(alias).flatMap { fields[$0]?.formText } }
}
