/// What a post used up that may be used once: hashes of its token and of its proof of work.
public struct SpamMarks: Sendable, Hashable {
    var token: UInt64?
    var solution: UInt64?

    /// Whether there is none.
    public var isEmpty: Bool { token == nil && solution == nil }
}
