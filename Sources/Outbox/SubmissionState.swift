/// Where a submission stands.
public enum SubmissionState: String, Sendable, Hashable, CaseIterable {
    /// Waiting for its next attempt, or an attempt is under way.
    case pending
    /// The CRM has made the deal.
    case delivered
    /// Waiting for a person: the outcome of an attempt is unknown, or the form says hold.
    case held
    /// The CRM refused it, or the attempts ran out.
    case failed
    /// The form's rules do not fit it.
    case unmapped
    /// Taken for spam.
    case spam
    /// Put aside by a person, or by the form's `ignore_if`.
    case discarded

    /// The states that make up the list a person sees.
    public static let needingAPerson: Set<SubmissionState> = [.held, .failed, .unmapped]
}
