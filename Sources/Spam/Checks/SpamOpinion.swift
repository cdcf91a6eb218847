/// What the checks that need nobody else make of a post.
public final class SpamOpinion: Sendable {
    /// What they found.
    public let verdict: SpamVerdict
    /// The captcha's token, which its server is to be asked about: only where the verdict is not spam without it.
    public let token: [UInt8]?
    /// What it used up. To be given back where it is not stored.
    public let marks: SpamMarks

    init(_ verdict: SpamVerdict, token: [UInt8]?, marks: SpamMarks) {
        self.verdict = verdict
        self.token = token
        self.marks = marks
    }

    /// Whether it is spam.
    public var isSpam: Bool { verdict.isSpam }
}
