/// One try to deliver a submission, as it ended. Attempts are appended, never rewritten.
public struct Attempt: Sendable, Hashable {
    /// Its number among the submission's attempts, from 1.
    public let number: Int
    /// When it began.
    public let startedAt: Timestamp
    /// When it ended; for an interrupted one, when that was found.
    public let endedAt: Timestamp
    /// What came of it.
    public let outcome: AttemptOutcome
    /// What the CRM or the connection said, in words for a person.
    public let detail: String?

    /// An attempt of these parts.
    public init(
        number: Int, startedAt: Timestamp, endedAt: Timestamp, outcome: AttemptOutcome, detail: String? = nil
    ) {
        self.number = number
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.detail = detail
    }

    /// Whether the other one tells of the same try with the same outcome, perhaps in other words.
    public func isSame(as other: Attempt) -> Bool {
        number == other.number && startedAt == other.startedAt && outcome == other.outcome
    }
}

extension Attempt {
    /// What an attempt that someone left under way came to, for its ``detail``.
    public static let leftBehind = "the service ended while this attempt was under way"
    /// The same, for its submission's reason.
    public static let leftBehindReason = "an attempt was interrupted: the CRM may or may not have made the deal"
}
