public import Wire

/// One page of `lead/list`.
public struct LeadPage: Sendable, Hashable {
    /// The page's leads, in the board's own order, which is not documented.
    public let leads: [ListedLead]
    /// How many leads the board has in all.
    public let total: Int

    /// A page of these leads.
    public init(leads: [ListedLead], total: Int) {
        self.leads = leads
        self.total = total
    }

    /// Reads `{leads: […], total}`; nil where that is not what it is, or an entry has no id: then nothing may be concluded from it.
    public init?(json: JSONValue) {
        guard let list = json["leads"], list.kind == .array else { return nil }
        let leads = list.elements.compactMap { ListedLead(json: $0) }
        let total = json["total"]?.int64 ?? json["total"]?.string.flatMap { Int64($0) }
        guard leads.count == list.count, let total, let total = Int(exactly: total), total >= leads.count else {
            return nil
        }
        self.init(leads: leads, total: total)
    }
}
