internal import BoardCRM

/// Whether a lead on the board is the one that was sent, by all that was sent of it and that the list shows.
struct LeadMatch: Sendable {
    /// The attributes that the list shows of any lead: one that it never shows is no reason against.
    private let shown: Set<LeadAttribute>

    init(_ leads: some Sequence<ListedLead>) {
        shown = leads.reduce(into: []) { $0.formUnion($1.attributes.keys) }
    }

    /// Whether all that was sent stands there.
    func isSame(_ sent: [OrderedValues<LeadAttribute>.Entry], _ lead: ListedLead) -> Bool {
        let compared = sent.filter { shown.contains($0.name) && !$0.value.formText.isEmpty }
        return !compared.isEmpty
            && compared.allSatisfy { entry in
                Self.plain(entry.value.formText, entry.name)
                    == Self.plain(lead.attributes[entry.name] ?? "", entry.name)
            }
    }

    /// Whether two leads that were sent cannot be told apart.
    static func areAlike(
        _ left: [OrderedValues<LeadAttribute>.Entry], _ right: [OrderedValues<LeadAttribute>.Entry]
    ) -> Bool {
        func plain(_ entries: [OrderedValues<LeadAttribute>.Entry]) -> [LeadAttribute: String] {
            entries.reduce(into: [:]) { $0[$1.name] = Self.plain($1.value.formText, $1.name) }
        }
        return plain(left) == plain(right)
    }

    /// A value without what boards are known to change: case and blanks, and the signs in a phone number.
    private static func plain(_ text: String, _ attribute: LeadAttribute) -> String {
        switch attribute {
        case .phone, .addPhone:
            let digits = text.filter { $0.isASCII && $0.isNumber }
            return digits.isEmpty ? text : digits
        default: return text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
