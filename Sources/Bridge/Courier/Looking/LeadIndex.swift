internal import BoardCRM

/// The leads that a board listed, to be found by all that was sent of one and that the list shows.
struct LeadIndex: Sendable {
    private let leads: [ListedLead]
    /// The places of the leads by each attribute's plain value. An attribute that the list never shows is not there: it is no reason against.
    private let places: [LeadAttribute: [String: [Int]]]

    init(_ leads: some Sequence<ListedLead>) {
        self.leads = leads.sorted { $0.id < $1.id }
        var places: [LeadAttribute: [String: [Int]]] = [:]
        for (place, lead) in self.leads.enumerated() {
            for (attribute, text) in lead.attributes {
                places[attribute, default: [:]][PlainLead.value(text, of: attribute), default: []].append(place)
            }
        }
        self.places = places
    }

    /// The leads that have all that was sent, in the order of their ids.
    func leads(like sent: PlainLead) -> [ListedLead] {
        let compared = sent.values.filter { places[$0.key] != nil && !$0.value.isEmpty }
        let found = compared.map { places[$0.key]?[$0.value] ?? [] }.min { $0.count < $1.count } ?? []
        return found.map { leads[$0] }.filter { lead in
            compared.allSatisfy { attribute, value in
                PlainLead.value(lead.attributes[attribute] ?? "", of: attribute) == value
            }
        }
    }
}
