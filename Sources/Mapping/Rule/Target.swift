import BoardCRM

/// What a rule sets.
enum Target: Sendable, Hashable {
    case columnID
    case leadID
    case lead(LeadAttribute)
    case field(Alias)
    case deadline

    var path: TargetPath {
        switch self {
        case .columnID: .columnID
        case .leadID: .leadID
        case .lead(let attribute): .lead(attribute)
        case .field(let alias): .field(alias)
        case .deadline: .deadline
        }
    }

    /// The types that fit, the one that it has without a word first; empty where any fits.
    var onlyTypes: [ValueType.Name] {
        switch self {
        case .columnID, .leadID: [.identifier]
        case .deadline: [.dateTime, .date]
        case .lead, .field: []
        }
    }

    /// The type that it has where a rule names none; nil where that is text.
    var onlyType: ValueType.Name? { onlyTypes.first }
}
