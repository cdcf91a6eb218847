/// Which submissions a list shows, newest first.
public struct SubmissionFilter: Sendable, Hashable {
    /// The states to show; nil shows all, an empty set nothing.
    public var states: Set<SubmissionState>?
    /// The one form to show; nil shows all.
    public var form: String?
    /// How many to show at most, 1 or more.
    public var limit: Int
    /// Shows only what came before this submission: the last one of the page before.
    public var before: SubmissionID?

    /// A filter with these parts; without any, the newest 100.
    public init(
        states: Set<SubmissionState>? = nil, form: String? = nil, limit: Int = 100, before: SubmissionID? = nil
    ) {
        self.states = states
        self.form = form
        self.limit = max(1, limit)
        self.before = before
    }
}
