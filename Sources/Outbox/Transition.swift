/// Where a submission goes after an attempt.
public enum Transition: Sendable, Hashable {
    /// The deal is made; the ids where the CRM told them.
    case delivered(dealID: Int64?, leadID: Int64?)
    /// It stays `pending` and is due again at that moment.
    case retry(at: Timestamp, reason: String)
    /// It waits for a person.
    case held(reason: String)
    /// It is given up; `problems` is a JSON array of `{"field", "message"}` in the form's own field names.
    case failed(reason: String, problems: [UInt8]? = nil)

    /// The state the submission is in afterwards.
    public var state: SubmissionState {
        switch self {
        case .delivered: .delivered
        case .retry: .pending
        case .held: .held
        case .failed: .failed
        }
    }
}
