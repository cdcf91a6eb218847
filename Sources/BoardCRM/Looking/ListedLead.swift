public import Wire

/// A lead as `lead/list` shows it.
public struct ListedLead: Sendable, Hashable {
    /// Its id.
    public let id: Identifier
    /// When it was made, by the board's clock; nil where the answer has none that can be read.
    public let createdAt: DateTime?
    /// What the board has of it, as text, by BoardCRM's own names.
    public let attributes: [LeadAttribute: String]

    /// A lead of these parts.
    public init(id: Identifier, createdAt: DateTime?, attributes: [LeadAttribute: String]) {
        self.id = id
        self.createdAt = createdAt
        self.attributes = attributes
    }

    /// Reads one entry; nil for what has no id.
    public init?(json: JSONValue) {
        let number = json["id"]?.int64 ?? json["id"]?.string.flatMap { Int64($0) }
        guard let id = number.flatMap({ Identifier($0) }) else { return nil }
        var attributes: [LeadAttribute: String] = [:]
        for attribute in LeadAttribute.allCases {
            guard let value = json[attribute.rawValue] else { continue }
            if let text = value.string ?? value.numberText, !text.isEmpty { attributes[attribute] = text }
        }
        self.init(
            id: id, createdAt: (json["created_at"]?.string).flatMap { DateTime(lenient: $0) }, attributes: attributes)
    }
}

extension DateTime {
    /// Reads `YYYY-MM-DD HH:MM:SS` also with a `T` between, and with fractions or a zone behind, which are left out.
    init?(lenient text: String) {
        guard text.utf8.count >= 19 else { return nil }
        self.init(parsing: text.prefix(10) + " " + text.dropFirst(11).prefix(8))
    }
}
