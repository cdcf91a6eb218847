/// What came of one attempt.
public enum AttemptOutcome: String, Sendable, Hashable, CaseIterable {
    /// The CRM made the deal.
    case made
    /// The CRM refused the deal's values.
    case refused
    /// The CRM refused the token.
    case access
    /// The CRM asked to come again later.
    case later
    /// No byte of the request reached the CRM.
    case neverSent
    /// It was sent, and no whole answer came back.
    case uncertain
    /// The process ended while it was under way.
    case interrupted
}
