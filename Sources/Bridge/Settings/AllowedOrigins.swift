/// The websites whose pages may post to a form. A filter against misuse in browsers and no proof of anything: a script sends
/// what it likes.
public enum AllowedOrigins: Sendable, Hashable {
    /// Any page: `origins` is left out, or is `*`.
    case any
    /// Pages of these origins only.
    case only([OriginPattern])

    /// Whether a page of this origin, as a browser writes it, may post. A request without one comes from no page.
    public func allow(_ origin: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .any: true
        case .only(let patterns): patterns.contains { $0.matches(origin) }
        }
    }

    /// The same for a text.
    public func allow(_ origin: String) -> Bool { allow(Array(origin.utf8)[...]) }
}
