/// Why a call did not give what it was made for, as far as it matters for what is done next. See `CallOutcome` for the cases.
public enum CallFailure: Error, Sendable, Hashable {
    /// The CRM read the call and will not do it.
    case refused(errors: [AttributeError], message: String?)
    /// The token is not valid, or may not do this.
    case accessDenied(message: String?)
    /// The CRM asks to be left alone for a while.
    case later(retryAfter: Duration?, reason: String)
    /// Not one byte of the request's content left this machine.
    case neverSent(reason: String)
    /// The request was sent, wholly or in part, and no whole answer of the CRM came back.
    case uncertain(reason: String)
    /// Another server answered, which has nothing at this address and has done nothing: the address is wrong.
    case misdirected(reason: String)
    /// The CRM did what was asked, and its answer has a shape that is not known.
    case unreadable
}

extension CallOutcome {
    /// The outcome of a call that makes a deal and failed.
    public init(_ failure: CallFailure) {
        self =
            switch failure {
            case .refused(let errors, let message): .refused(errors: errors, message: message)
            case .accessDenied(let message): .accessDenied(message: message)
            case .later(let retryAfter, let reason): .later(retryAfter: retryAfter, reason: reason)
            case .neverSent(let reason): .neverSent(reason: reason)
            case .uncertain(let reason): .uncertain(reason: reason)
            case .misdirected(let reason): .misdirected(reason: reason)
            case .unreadable: .uncertain(reason: "an answer of an unknown shape")
            }
    }

    /// The failure that this outcome is of a call; nil where the call was done.
    var failure: CallFailure? {
        switch self {
        case .made: nil
        case .refused(let errors, let message): .refused(errors: errors, message: message)
        case .accessDenied(let message): .accessDenied(message: message)
        case .later(let retryAfter, let reason): .later(retryAfter: retryAfter, reason: reason)
        case .neverSent(let reason): .neverSent(reason: reason)
        case .uncertain(let reason): .uncertain(reason: reason)
        case .misdirected(let reason): .misdirected(reason: reason)
        }
    }
}
