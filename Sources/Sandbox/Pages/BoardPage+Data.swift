import BoardCRM
import Wire

extension BoardPage {
    /// How many of the newest deals the page shows; all of them are in `/deals.json`.
    private static let shown = 200

    /// What the page shows, with the version by which it asks for the next.
    static func content(of ledger: Ledger, version: String, formURL: String?) -> [UInt8] {
        let board: SandboxValue = [
            "version": .text(version),
            "title": .text(ledger.board.title),
            "form_url": formURL.map { .text($0) } ?? .null,
            "total": .integer(Int64(ledger.deals.count)),
            "columns": .array(ledger.board.columns.map { column(ledger, $0) }),
            "deals": .array(ledger.deals.suffix(shown).reversed().map { deal(ledger.board, $0) }),
        ]
        return board.json
    }

    /// All deals as they are kept, the oldest first, each with the parameters as they came.
    static func dealsContent(of ledger: Ledger) -> [UInt8] {
        let deals = SandboxValue.array(ledger.deals.map(stored))
        return deals.json
    }

    private static func column(_ ledger: Ledger, _ column: SandboxColumn) -> SandboxValue {
        [
            "id": .integer(column.id.value), "title": .text(column.title),
            "count": .integer(Int64(ledger.count(inColumn: column.id))),
        ]
    }

    /// The title stands apart; what else is known of the deal is a list of labels and values, for people.
    private static func deal(_ board: SandboxBoard, _ deal: SandboxDeal) -> SandboxValue {
        var details: [SandboxValue] = []
        func add(_ label: String, _ value: String) {
            details.append(["label": .text(label), "value": .text(value)])
        }
        for field in board.fields where field.alias.text != "title" {
            if let value = deal.fields[field.alias] { add(field.title, value.plainText) }
        }
        if let deadline = deal.deadline { add("Deadline", deadline.description) }
        let onCard: Set<LeadAttribute> = [.name, .email, .phone]
        for entry in deal.lead?.attributes.entries ?? [] where !onCard.contains(entry.name) {
            add("Lead’s \(entry.name.rawValue.split(separator: "_").joined(separator: " "))", entry.value.plainText)
        }
        return [
            "id": .integer(deal.id.value),
            "column_id": .integer(deal.columnID.value),
            "title": deal["title"].map { .text($0) } ?? .null,
            "name": deal.lead?[.name].map { .text($0) } ?? .null,
            "email": deal.lead?[.email].map { .text($0) } ?? .null,
            "phone": deal.lead?[.phone].map { .text($0) } ?? .null,
            "created_at": .text(SandboxClock.timestamp(deal.createdAt)),
            "details": .array(details),
        ]
    }

    private static func stored(_ deal: SandboxDeal) -> SandboxValue {
        [
            "id": .integer(deal.id.value),
            "column_id": .integer(deal.columnID.value),
            "lead_id": deal.lead.map { .integer($0.id.value) } ?? .null,
            "lead": deal.lead.map {
                .object($0.attributes.entries.map { .init(name: $0.name.rawValue, value: .init($0.value)) })
            }
                ?? .null,
            "fields": .object(deal.fields.entries.map { .init(name: $0.name.text, value: .init($0.value)) }),
            "deadline": deal.deadline.map { .text($0.description) } ?? .null,
            "created_at": .text(SandboxClock.timestamp(deal.createdAt)),
            "format": .text(deal.format.rawValue),
            "parameters": deal.parameters,
        ]
    }
}

extension FieldValue {
    /// The value as a person reads it.
    fileprivate var plainText: String {
        if case .boolean(let value) = self { value ? "Yes" : "No" } else { formText }
    }
}
