/// A submission with all that happened to it.
public struct KeptSubmission: Sendable, Hashable {
    /// What came, and where it stands.
    public let submission: Submission
    /// Its ended attempts, first to last.
    public let attempts: [Attempt]
    /// What people did to it, first to last.
    public let interventions: [Intervention]

    /// What the spam checks made of it; nil where none looked at it.
    public let verdict: SpamRecord?

    /// The tries to fetch what its sender only announced, first to last.
    public let fetches: [FetchAttempt]

    /// A submission with its attempts, interventions, verdict and tries to fetch.
    public init(
        _ submission: Submission, attempts: [Attempt], interventions: [Intervention], verdict: SpamRecord? = nil,
        fetches: [FetchAttempt] = []
    ) {
        self.fetches = fetches
        self.verdict = verdict
        self.submission = submission
        self.attempts = attempts
        self.interventions = interventions
    }

    /// Whether any of these is in what came or in what happened to it; nothing sought is in all.
    public func holds(anyOf sought: [Sought]) -> Bool {
        guard !sought.isEmpty else { return true }
        let text = SearchedText(self)
        return sought.contains { $0.isFound(in: text) }
    }
}
