/// What became of one call that makes a deal. `message` is the CRM's own words, kept for a person and never for a log; `reason` is ours and
/// carries no data of a lead.
public enum CallOutcome: Sendable, Hashable {
    /// The deal stands on the board. The ids are nil where the answer does not tell them.
    case made(dealID: Identifier?, leadID: Identifier?)
    /// The CRM read the deal and will not have it: it would refuse it again. `errors` may be empty when only a message came.
    case refused(errors: [AttributeError], message: String?)
    /// The token is not valid, or may not do this (error 4030).
    case accessDenied(message: String?)
    /// The CRM asks to be left alone for a while (429, 503); nothing was made. The pause is nil where the CRM gives none.
    case later(retryAfter: Duration?, reason: String)
    /// Not one byte of the request's content left this machine: it may be sent again without any danger.
    case neverSent(reason: String)
    /// The request was sent, wholly or in part, and no whole answer of the CRM came back: the deal may stand on the board or not.
    case uncertain(reason: String)
    /// Another server answered, which has nothing at this address: surely not the CRM, and surely no deal was made.
    case misdirected(reason: String)
}
