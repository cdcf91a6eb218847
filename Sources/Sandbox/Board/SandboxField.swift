public import BoardCRM

/// A field that the board's deals have.
public struct SandboxField: Sendable, Hashable {
    /// What a field holds. The raw values stand in `field/list`; BoardCRM's own words for them are not known (inferred).
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// One line of text.
        case string
        /// Text of any length.
        case text
        /// A number, whole or not.
        case number
        /// Yes or no.
        case boolean
        /// `YYYY-MM-DD HH:MM:SS`.
        case datetime
    }

    /// The field's id, unlike any other field's.
    public let id: Identifier
    /// The name that `fields` of a deal knows it by.
    public let alias: Alias
    /// What a person sees it called.
    public let title: String
    /// What it holds.
    public let kind: Kind
    /// Whether each deal must have it.
    public let isRequired: Bool
    /// The most characters of a text; nil for no limit.
    public let maxLength: Int?
    /// Whether it cannot be set from outside.
    public let isProtected: Bool
    /// Whether the board does not show it.
    public let isHidden: Bool

    /// A field of the board.
    public init(
        id: Identifier, alias: Alias, title: String, kind: Kind, isRequired: Bool = false, maxLength: Int? = nil,
        isProtected: Bool = false, isHidden: Bool = false
    ) {
        self.id = id
        self.alias = alias
        self.title = title
        self.kind = kind
        self.isRequired = isRequired
        self.maxLength = maxLength
        self.isProtected = isProtected
        self.isHidden = isHidden
    }
}
