/// One try to fetch what a sender only announced, as it ended. Appended, never rewritten.
public struct FetchAttempt: Sendable, Hashable {
    /// Its number among the submission's, from 1.
    public let number: Int
    /// When it began.
    public let startedAt: Timestamp
    /// When it ended.
    public let endedAt: Timestamp
    /// What came of it.
    public let outcome: FetchOutcome
    /// What the server or the connection said, in words for a person.
    public let detail: String?

    /// A try of these parts.
    public init(
        number: Int, startedAt: Timestamp, endedAt: Timestamp, outcome: FetchOutcome, detail: String? = nil
    ) {
        self.number = number
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.detail = detail
    }
}
