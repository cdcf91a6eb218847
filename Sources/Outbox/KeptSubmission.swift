/// A submission with all that happened to it.
public struct KeptSubmission: Sendable, Hashable {
    /// What came, and where it stands.
    public let submission: Submission
    /// Its ended attempts, first to last.
    public let attempts: [Attempt]
    /// What people did to it, first to last.
    public let interventions: [Intervention]

    /// A submission with its attempts and interventions.
    public init(_ submission: Submission, attempts: [Attempt], interventions: [Intervention]) {
        self.submission = submission
        self.attempts = attempts
        self.interventions = interventions
    }
}
