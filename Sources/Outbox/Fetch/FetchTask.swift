/// A submission of which only a notice came: it is pending and not due, until what was announced is fetched.
public struct FetchTask: Sendable, Hashable, Identifiable {
    /// The submission.
    public let id: SubmissionID
    /// How many tries have ended.
    public let attempts: Int
    /// How many of them were made before it last became due by arrival or by a person.
    public let attemptsBeforeRound: Int
    /// When the first try of that round began; nil before it.
    public let triedSince: Timestamp?

    /// A task of these parts.
    public init(id: SubmissionID, attempts: Int = 0, attemptsBeforeRound: Int = 0, triedSince: Timestamp? = nil) {
        self.id = id
        self.attempts = attempts
        self.attemptsBeforeRound = attemptsBeforeRound
        self.triedSince = triedSince
    }

    /// The number of the try that comes next in this round, from 1: what the retry policy counts.
    public var numberInRound: Int { attempts - attemptsBeforeRound + 1 }
}
