public import Wire

/// What a rule may use beside the payload: the query, headers, cookies, and facts about the submission.
public struct MappingContext: Sendable {
    /// A value that stands beside the payload.
    public enum Name: Sendable, Hashable {
        /// A request's header by its name in lower case: `header.x-source`.
        case header(String)
        /// A cookie by its name: `cookie.visitor`.
        case cookie(String)
        /// A fact about the submission: `meta.ip`.
        case meta(Meta)
    }

    /// The facts about a submission; the raw value is the name in `meta.`.
    public enum Meta: String, CaseIterable, Sendable {
        /// The submission's id.
        case id
        /// When it came: RFC 3339 in UTC, `2026-01-18T18:17:02Z`.
        case receivedAt = "received_at"
        /// The visitor's address.
        case ip
        /// The page that it came from.
        case referrer
        /// What the visitor's program calls itself.
        case userAgent = "user_agent"
        /// The form's name.
        case form
    }

    /// The fields of the request target's query; nil if it has none.
    public var query: FormFields?
    /// Looks a value up; nil or empty if there is none. Called only for what a rule asks for, so it costs nothing otherwise.
    public var value: @Sendable (Name) -> String?

    /// A context of these parts.
    public init(query: FormFields? = nil, value: @escaping @Sendable (Name) -> String?) {
        self.query = query
        self.value = value
    }

    /// Nothing beside the payload.
    public static let empty = MappingContext { _ in nil }
}
