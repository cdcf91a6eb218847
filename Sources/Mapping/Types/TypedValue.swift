import BoardCRM

/// A value that a type has read.
enum TypedValue: Sendable, Hashable {
    /// A value that goes to the CRM as it is.
    case plain(FieldValue)
    /// The visitor's own text of a phone number; it is brought into shape when the deal is sent.
    case phone(String)
    case dateTime(DateTime)
    case identifier(Identifier)

    /// The value as an attribute of a lead or a field of a deal.
    var fieldValue: FieldValue {
        switch self {
        case .plain(let value): value
        case .phone(let text): .text(text)
        case .dateTime(let time): .text(time.description)
        case .identifier(let identifier): .integer(identifier.value)
        }
    }

    /// The value as an attribute of a lead, which is always text ("Name must be a string").
    var leadValue: FieldValue {
        switch fieldValue {
        case .text(let text): .text(text)
        case let other: .text(other.plainText)
        }
    }
}
