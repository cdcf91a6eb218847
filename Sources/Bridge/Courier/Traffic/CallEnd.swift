internal import BoardCRM

/// How a call ended, as far as it tells of the way to the CRM.
enum CallEnd: Sendable, Equatable {
    /// The CRM answered: yes or no.
    case answered
    /// It refused the token.
    case access
    /// Another server answered.
    case misdirected
    /// It asked for a pause.
    case later(Duration?)
    /// No connection, or no whole answer.
    case failed
    /// It was not made.
    case nothing

    init(_ outcome: CallOutcome) {
        self =
            switch outcome {
            case .made, .refused: .answered
            case .accessDenied: .access
            case .misdirected: .misdirected
            case .later(let pause, _): .later(pause)
            case .neverSent, .uncertain: .failed
            }
    }

    init(_ failure: CallFailure) {
        if case .unreadable = failure {
            self = .answered
        } else {
            self = CallEnd(CallOutcome(failure))
        }
    }
}
