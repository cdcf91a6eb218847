/// Where a submission goes after an attempt.
public enum Transition: Sendable, Hashable {
    /// The deal is made; the ids where the CRM told them.
    case delivered(dealID: Int64?, leadID: Int64?)
    /// It stays `pending` and is due again at that moment.
    case retry(at: Timestamp, reason: String)
    /// It stays `pending`, and the deal is looked for at that moment before anything is sent again.
    case look(at: Timestamp, for: Uncertainty, reason: String)
    /// It waits for a person. `for` where the deal may have been made: then it is looked for first, when the person has it tried again.
    case held(reason: String, for: Uncertainty? = nil)
    /// It is given up; `problems` is a JSON array of `{"field", "message"}` in the form's own field names.
    case failed(reason: String, problems: [UInt8]? = nil)

    /// The state the submission is in afterwards.
    public var state: SubmissionState {
        switch self {
        case .delivered: .delivered
        case .retry, .look: .pending
        case .held: .held
        case .failed: .failed
        }
    }

    /// What is not known afterwards; nil where all is.
    public var uncertainty: Uncertainty? {
        switch self {
        case .look(_, let uncertainty, _): uncertainty
        case .held(_, let uncertainty): uncertainty
        default: nil
        }
    }
}
