/// How many submissions stand in each state.
public struct SubmissionCounts: Sendable, Hashable {
    private var counts: [SubmissionState: Int] = [:]

    /// Counts of zero.
    public init() {}

    /// The number of submissions in a state; 0 or more.
    public subscript(state: SubmissionState) -> Int {
        get { counts[state, default: 0] }
        set { counts[state] = newValue == 0 ? nil : newValue }
    }

    /// The number of all submissions.
    public var total: Int { counts.values.reduce(0, +) }
}
