import BoardCRM

/// A board: its columns, and the fields of its deals.
public struct SandboxBoard: Sendable, Hashable {
    /// What stands over the board page.
    public let title: String
    /// The columns from left to right. A deal without `column_id` goes into the first one (inferred).
    public let columns: [SandboxColumn]
    /// The fields that deals may have.
    public let fields: [SandboxField]

    /// A board; it should have a column.
    public init(title: String, columns: [SandboxColumn], fields: [SandboxField]) {
        self.title = title
        self.columns = columns
        self.fields = fields
    }

    /// Three columns (New 1287, Talking 1290, Won 1291), and the fields title, description, price, budget, source, topic, reference,
    /// newsletter and visit_at, none of them required.
    public static let standard = SandboxBoard(
        title: "Sandbox board",
        columns: [(1287, "New"), (1290, "Talking"), (1291, "Won")].compactMap { id, title in
            Identifier(id).map { SandboxColumn(id: $0, title: title) }
        },
        fields: standardFields.enumerated().compactMap { index, field in
            guard let id = Identifier(Int64(5001 + index)), let alias = Alias(field.alias) else { return nil }
            return SandboxField(
                id: id, alias: alias, title: field.title, kind: field.kind, maxLength: field.maxLength)
        })

    private static let standardFields: [(alias: String, title: String, kind: SandboxField.Kind, maxLength: Int?)] = [
        ("title", "Title", .string, 255),
        ("description", "Description", .text, 10_000),
        ("price", "Price", .number, nil),
        ("budget", "Budget", .number, nil),
        ("source", "Source", .string, 255),
        ("topic", "Topic", .string, 255),
        ("reference", "Reference", .string, 64),
        ("newsletter", "Newsletter", .boolean, nil),
        ("visit_at", "Visit at", .datetime, nil),
    ]

    func field(_ alias: Alias) -> SandboxField? { fields.first { $0.alias == alias } }
    func hasColumn(_ id: Identifier) -> Bool { columns.contains { $0.id == id } }
}
