import BoardCRM

/// What a rule makes of a text. Each type stands in a file of its own; this is the table.
enum ValueType: Sendable {
    case text
    case email
    case phone(region: String?)
    case integer
    case number
    case boolean
    case dateTime(Zone)
    case identifier

    /// The types' names in rules.
    enum Name: String, CaseIterable {
        case text, email, phone, integer, number, boolean
        case dateTime = "datetime"
        case identifier = "id"
    }

    /// Reads a text that is not blank; nil if it does not fit.
    func read(_ piece: Piece) -> ReadValue? {
        switch self {
        case .text: .text(piece)
        case .email: EmailType.read(piece).map { .text($0) }
        case .phone: .phone(piece.trimmedASCII)
        case .integer: IntegerType.read(piece).map { .typed(.plain($0)) }
        case .number: NumberType.read(piece).map { .typed(.plain($0)) }
        case .boolean: BooleanType.read(piece).map { .typed(.plain(.boolean($0))) }
        case .dateTime(let zone): DateTimeType.read(piece, zone: zone).map { .typed(.dateTime($0)) }
        case .identifier: IdentifierType.read(piece).map { .typed(.identifier($0)) }
        }
    }

    /// What is wrong with a text that does not fit, in words that follow the field's name.
    var refusal: String {
        switch self {
        case .text, .phone: "is not text"
        case .email: "is not an e-mail address; something like name@example.com is expected"
        case .integer: "is not a whole number; something like 25 is expected"
        case .number: "is not a number; something like 25 or 1500.50 is expected"
        case .boolean: "is neither yes nor no"
        case .dateTime: "is not a date or time; something like 2026-01-31 or 2026-01-31T14:30 is expected"
        case .identifier: "is not an id; a whole number of at least 1 is expected"
        }
    }

    /// Whether `max_length` means something for it: an id or a time has the length that it has.
    var hasLength: Bool {
        switch self {
        case .text, .email: true
        case .phone, .integer, .number, .boolean, .dateTime, .identifier: false
        }
    }
}
