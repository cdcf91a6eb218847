/// How a claim's attempt ended, and where its submission goes.
public struct AttemptEnd: Sendable, Hashable {
    /// The attempt.
    public let attempt: Attempt
    /// The claim that it was made by.
    public let claim: Claim
    /// Where the submission goes.
    public let transition: Transition

    /// An end of these parts.
    public init(_ attempt: Attempt, of claim: Claim, then transition: Transition) {
        self.attempt = attempt
        self.claim = claim
        self.transition = transition
    }
}
