import BoardCRM

/// Reads the parameters of `offer/create`: everything that is wrong with them is told at once.
///
/// From the vendor's page: "Column not found", "Name must be a string", the rules for ids, datetimes and aliases. The other messages, and that
/// unknown names are errors, are inferred: a stand-in should be louder than the real thing.
struct OfferReader {
    private let ledger: Ledger
    private(set) var errors: [AttributeError] = []

    init(ledger: Ledger) {
        self.ledger = ledger
    }

    /// The draft; nil when there are errors.
    mutating func read(_ parameters: SandboxValue) -> OfferDraft? {
        let columnID = readColumn(parameters["column_id"] ?? .null)
        let leadID = readLeadID(parameters["lead_id"] ?? .null)
        let lead = readLead(parameters["lead"] ?? .null)
        if parameters["lead_id"].isGiven, parameters["lead"].isGiven {
            fail(.leadID, "Only one of lead_id and lead may be given")
        }
        var fieldReader = FieldReader(board: ledger.board)
        let fields = fieldReader.read(parameters["fields"] ?? .null)
        errors += fieldReader.errors
        let deadline = readDeadline(parameters["deadline"] ?? .null)
        let known: Set = ["column_id", "lead_id", "lead", "fields", "deadline"]
        for member in parameters.members ?? [] where !known.contains(member.name) {
            fail(TargetPath(steps: [member.name]), "Unknown parameter")
        }
        guard errors.isEmpty, let columnID else { return nil }
        return OfferDraft(columnID: columnID, leadID: leadID, lead: lead, fields: fields, deadline: deadline)
    }

    private mutating func fail(_ path: TargetPath, _ message: String) {
        errors.append(AttributeError(path: path, message: message))
    }

    private mutating func readColumn(_ value: SandboxValue) -> Identifier? {
        if case .null = value {
            if let first = ledger.board.columns.first { return first.id }
            fail(.columnID, "Column not found")
            return nil
        }
        guard let id = value.integer.flatMap({ Identifier($0) }) else {
            fail(.columnID, "Column must be an integer of at least 1")
            return nil
        }
        guard ledger.board.hasColumn(id) else {
            fail(.columnID, "Column not found")
            return nil
        }
        return id
    }

    private mutating func readLeadID(_ value: SandboxValue) -> Identifier? {
        if case .null = value { return nil }
        guard let id = value.integer.flatMap({ Identifier($0) }) else {
            fail(.leadID, "Lead must be an integer of at least 1")
            return nil
        }
        if ledger.lead(id) == nil { fail(.leadID, "Lead not found") }
        return id
    }

    private mutating func readLead(_ value: SandboxValue) -> OrderedValues<LeadAttribute>? {
        if case .null = value { return nil }
        guard let members = value.members else {
            fail(TargetPath(steps: ["lead"]), "Lead must be an object")
            return nil
        }
        var attributes = OrderedValues<LeadAttribute>()
        for member in members {
            let path = TargetPath(steps: ["lead", member.name])
            guard let attribute = LeadAttribute(rawValue: member.name) else {
                fail(path, "Unknown attribute")
                continue
            }
            switch member.value {
            case .text(let text): attributes[attribute] = .text(text)
            case .null where attribute != .name: break
            default: fail(path, "\(attribute.label) must be a string")
            }
        }
        return attributes
    }

    private mutating func readDeadline(_ value: SandboxValue) -> DateTime? {
        if case .null = value { return nil }
        if let deadline = value.text.flatMap({ DateTime(parsing: $0) }) { return deadline }
        fail(.deadline, "Deadline must have the format YYYY-MM-DD HH:MM:SS")
        return nil
    }
}

extension SandboxValue? {
    /// Whether a parameter was sent and is not null.
    fileprivate var isGiven: Bool {
        switch self {
        case .none, .some(.null): false
        default: true
        }
    }
}

extension LeadAttribute {
    /// The attribute's name as the vendor's messages begin: `Name must be a string`.
    fileprivate var label: String {
        let words = rawValue.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
