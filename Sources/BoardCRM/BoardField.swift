public import Wire

/// A field that deals or leads have on a board, as `field/list` describes it.
public struct BoardField: Sendable, Hashable {
    /// The field's id; nil where the answer has none that is valid.
    public let id: Identifier?
    /// The alias by which a deal names it; nil where the answer has none that is valid.
    public let alias: Alias?
    /// What it belongs to, in the CRM's words; empty where it is not said.
    public let entity: String
    /// What people call it.
    public let title: String
    /// Its type, in the CRM's words; empty where it is not said.
    public let type: String
    /// Whether a value is demanded.
    public let isRequired: Bool
    /// The longest text it takes, in characters; nil where none is said.
    public let maxLength: Int?

    /// Whether the board keeps it from being set by others (what `protected` means is inferred from its name).
    public let isProtected: Bool
    /// Whether the board does not show it (inferred from the name of `isHidden`).
    public let isHidden: Bool

    /// A field by its parts.
    public init(
        id: Identifier? = nil, alias: Alias?, entity: String = "offer", title: String = "", type: String = "",
        isRequired: Bool = false, maxLength: Int? = nil, isProtected: Bool = false, isHidden: Bool = false
    ) {
        self.id = id
        self.alias = alias
        self.entity = entity
        self.title = title
        self.type = type
        self.isRequired = isRequired
        self.maxLength = maxLength
        self.isProtected = isProtected
        self.isHidden = isHidden
    }

    /// Reads one entry, leniently: keys in either case style, numbers and booleans as numbers, booleans or strings. Nil for what is no object.
    public init?(json: JSONValue) {
        guard json.kind == .object else { return nil }
        func member(_ names: String...) -> JSONValue? {
            names.lazy.compactMap { json[$0] }.first { !$0.isNull }
        }
        func number(_ value: JSONValue?) -> Int64? { value?.int64 ?? value?.string.flatMap { Int64($0) } }
        func text(_ value: JSONValue?) -> String { value?.string ?? value?.numberText ?? "" }
        id = number(member("id")).flatMap { Identifier($0) }
        alias = Alias(text(member("alias")))
        entity = text(member("entity"))
        title = text(member("title"))
        type = text(member("type"))
        func flag(_ value: JSONValue?) -> Bool {
            value?.boolean ?? (number(value).map { $0 != 0 } ?? (value?.string == "true"))
        }
        isRequired = flag(member("required", "isRequired", "is_required"))
        isProtected = flag(member("protected", "isProtected", "is_protected"))
        isHidden = flag(member("isHidden", "is_hidden", "hidden"))
        maxLength = number(member("maxLength", "max_length")).flatMap { $0 > 0 ? Int(exactly: $0) : nil }
    }
}
