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
    /// The process ended while it was under way, or slept past its lease.
    case interrupted
    /// Another server than the CRM answered, and it has nothing at that address.
    case misdirected
    /// Nothing was sent: the deal of an earlier attempt was looked for, and is on the board.
    case found
    /// Nothing was sent: the deal of an earlier attempt was looked for, and is not on the board.
    case notFound
    /// Nothing was sent: the deal of an earlier attempt was looked for, and the board did not tell.
    case notTold
}

extension AttemptOutcome {
    /// Whether an attempt that ended so is one of those that the retry policy allows. One that found the token refused or the address
    /// wrong is not: nothing was tried; nor is a look that was answered.
    public var countsInRound: Bool {
        switch self {
        case .access, .misdirected, .notFound: false
        default: true
        }
    }

    /// Whether everything that was tried before is forgotten after it: what waits for a person to put the configuration right has not
    /// waited for the CRM.
    public var restartsRound: Bool { self == .access || self == .misdirected }
}
