/// What an erasure removed.
public struct Erased: Sendable, Hashable {
    /// The submissions that are gone, with all that belonged to them.
    public var submissions: [SubmissionID] = []
    /// Those that an attempt is under way for: they are still there.
    public var underWay: [SubmissionID] = []
    /// How many attempts went with them.
    public var attempts = 0
    /// How many lines about what people did went with them.
    public var interventions = 0
    /// How many marks by which a repeat is recognised went with them.
    public var repeats = 0
    /// How many bytes of content went with them.
    public var contentSize = 0
    /// How many files went with them: removed by who asked for it, from the folder beside the store.
    public var files = 0

    /// Nothing.
    public init() {}
}
