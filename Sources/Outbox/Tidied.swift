/// What one step of tidying did.
public struct Tidied: Sendable, Hashable {
    /// How many submissions it removed, by the state they were in.
    public var removed: SubmissionCounts
    /// Whether more is left to do now.
    public var hasMore: Bool
    /// Whether it gave room back to the file system.
    public var gaveRoomBack = false

    /// A step's result.
    public init(removed: SubmissionCounts = SubmissionCounts(), hasMore: Bool = false) {
        self.removed = removed
        self.hasMore = hasMore
    }
}
