/// The websites whose pages may post to a form. A filter against misuse in browsers and no proof of anything: a script sends
/// what it likes.
public enum AllowedOrigins: Sendable, Hashable {
    /// Any page: `origins` is left out, or is `*`.
    case any
    /// Pages of these origins only, each as a browser writes it: `https://www.example.com`, lower case, no default port.
    case only([String])

    /// Whether a request with this `Origin` is let through. A request without one comes from no page.
    public func allow(_ origin: String) -> Bool {
        switch self {
        case .any: true
        case .only(let origins): origins.contains(origin)
        }
    }
}
