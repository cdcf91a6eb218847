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

    /// The only type that fits, if there is but one.
    var onlyType: ValueType.Name? {
        switch self {
        case .columnID, .leadID: .identifier
        case .deadline: .dateTime
        case .lead, .field: nil
        }
    }
}
