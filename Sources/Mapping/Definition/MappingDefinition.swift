/// All rules of one form as they were written, each part with its place.
public struct MappingDefinition: Sendable, Hashable {
    /// The rule for the deal's column; a form without one is a complaint.
    public var columnID: RuleDefinition?
    /// The rule for the id of a lead that the board already has.
    public var leadID: RuleDefinition?
    /// The rules under `lead`, in the order written.
    public var lead: [Member]
    /// The rules under `fields`, by the board's aliases, in the order written.
    public var fields: [Member]
    /// The rule for the deal's deadline.
    public var deadline: RuleDefinition?
    /// What the form says about a submission as a whole.
    public var whole = WholeDefinition()
    /// What has to be fetched before anything is mapped; nil where all of it comes.
    public var fetch: FetchDefinition?
    /// The short names that its sender's preset gives to places in the payload.
    public var shortcuts: [PathShortcut] = []
    /// Where the form's file begins: the place of what is missing.
    public var place: Place

    /// A definition; what is not given has no rule.
    public init(
        at place: Place, columnID: RuleDefinition? = nil, leadID: RuleDefinition? = nil, lead: [Member] = [],
        fields: [Member] = [], deadline: RuleDefinition? = nil
    ) {
        self.place = place
        self.columnID = columnID
        self.leadID = leadID
        self.lead = lead
        self.fields = fields
        self.deadline = deadline
    }

    /// One named rule under `lead` or `fields`.
    public struct Member: Sendable, Hashable {
        /// The lead's attribute or the board's alias, as written.
        public var name: Placed<String>
        /// Its rule.
        public var rule: RuleDefinition

        /// A rule with its target's name.
        public init(_ name: Placed<String>, _ rule: RuleDefinition) {
            self.name = name
            self.rule = rule
        }
    }
}
