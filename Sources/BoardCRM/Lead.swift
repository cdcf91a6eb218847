/// The person a deal is with, made together with the deal.
public struct Lead: Sendable, Hashable {
    /// What is known of the lead, in the order in which it is sent.
    public var attributes: OrderedValues<LeadAttribute>

    /// A lead with these attributes.
    public init(attributes: OrderedValues<LeadAttribute> = [:]) {
        self.attributes = attributes
    }
}
