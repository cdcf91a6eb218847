/// A deal to be made on a board, with its lead. What is nil or empty is left out of the request, and the board decides.
public struct Deal: Sendable, Hashable {
    /// The column the deal is put in.
    public var columnID: Identifier?
    /// A lead that is on the board already; the board takes this or `lead`.
    public var leadID: Identifier?
    /// A lead to be made with the deal.
    public var lead: Lead?
    /// The deal's own fields by their alias, in the order in which they are sent.
    public var fields: OrderedValues<Alias>
    /// When the deal is due.
    public var deadline: DateTime?

    /// A deal of these parts.
    public init(
        columnID: Identifier? = nil, leadID: Identifier? = nil, lead: Lead? = nil, fields: OrderedValues<Alias> = [:],
        deadline: DateTime? = nil
    ) {
        self.columnID = columnID
        self.leadID = leadID
        self.lead = lead
        self.fields = fields
        self.deadline = deadline
    }
}
