internal import BoardCRM

/// A lead without what boards are known to change. Two that are equal cannot be told apart.
struct PlainLead: Sendable, Hashable {
    /// Each attribute that was sent.
    let values: [LeadAttribute: String]

    init(_ entries: [OrderedValues<LeadAttribute>.Entry]) {
        values = entries.reduce(into: [:]) { $0[$1.name] = Self.value($1.value.formText, of: $1.name) }
    }

    /// A value without case and outer blanks, and a phone number without its signs.
    static func value(_ text: String, of attribute: LeadAttribute) -> String {
        switch attribute {
        case .phone, .addPhone:
            let digits = text.filter { $0.isASCII && $0.isNumber }
            return digits.isEmpty ? text : digits
        default: return text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
