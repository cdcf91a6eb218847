public import BoardCRM

/// A lead on the board.
public struct SandboxLead: Sendable, Hashable {
    /// The lead's id.
    public let id: Identifier
    /// What is known of the lead.
    public let attributes: OrderedValues<LeadAttribute>
    /// When it was made: milliseconds since 1970.
    public let createdAt: Int64

    /// The text of one attribute; nil if it is not set.
    public subscript(attribute: LeadAttribute) -> String? { attributes[attribute]?.formText }
}
