import BoardCRM

/// A deal that passed validation and is not on the board yet.
struct OfferDraft: Sendable {
    var columnID: Identifier
    var leadID: Identifier?
    var lead: OrderedValues<LeadAttribute>?
    var fields: OrderedValues<Alias> = [:]
    var deadline: DateTime?
}
