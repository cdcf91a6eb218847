import BoardCRM

/// What a rule makes of a text. Each type stands in a file of its own; this is the table.
enum ValueType: Sendable {
    case text
    case email
    case phone(region: String?)
    case integer(DecimalMark)
    case number(DecimalMark)
    case money(DecimalMark)
    case boolean
    case date(TimeReader)
    case dateTime(TimeReader)
    case identifier
    case url
    case alias
    /// What stands between the texts that are sent as one.
    case list(separator: [UInt8])

    /// The types' names in rules.
    enum Name: String, CaseIterable {
        case text, email, phone, integer, number, money, boolean, date
        case dateTime = "datetime"
        case identifier = "id"
        case url, alias, list
    }

    /// Reads a text that is not blank.
    func read(_ piece: Piece) throws(Mismatch) -> ReadValue {
        switch self {
        case .text, .list: .text(piece)
        case .email: .text(try EmailType.read(piece))
        case .phone: .phone(piece.trimmedASCII)
        case .integer(let mark): .typed(.plain(try IntegerType.read(piece, mark)))
        case .number(let mark): .typed(.plain(try NumberType.read(piece, mark)))
        case .money(let mark): .typed(.plain(try MoneyType.read(piece, mark)))
        case .boolean: .typed(.plain(.boolean(try BooleanType.read(piece))))
        case .date(let reader): .typed(.dateTime(try reader.readDay(piece)))
        case .dateTime(let reader): .typed(.dateTime(try reader.readTime(piece)))
        case .identifier: .typed(.identifier(try IdentifierType.read(piece)))
        case .url: .text(try URLType.read(piece))
        case .alias: .text(try AliasType.read(piece))
        }
    }

    /// The type as JSON's numbers are read by, with a point and without marks of thousands; nil where a number is no other text.
    var ofNumbers: ValueType? {
        switch self {
        case .integer: .integer(.point)
        case .number: .number(.point)
        case .money: .money(.point)
        default: nil
        }
    }

    /// Whether `max_length` means something for it: an id or a time has the length that it has.
    var hasLength: Bool {
        switch self {
        case .text, .email, .url, .list: true
        case .phone, .integer, .number, .money, .boolean, .date, .dateTime, .identifier, .alias: false
        }
    }

    /// Whether a part of it is still a value of its kind, so that it may be cut.
    var mayBeCut: Bool {
        switch self {
        case .text, .list: true
        default: false
        }
    }

    /// What separates a list's texts; nil for every other type.
    var listSeparator: [UInt8]? {
        if case .list(let separator) = self { separator } else { nil }
    }
}
