/// Which submissions a list shows, newest first.
public struct SubmissionFilter: Sendable, Hashable {
    /// The states to show; nil shows all, an empty set nothing.
    public var states: Set<SubmissionState>?
    /// The one form to show; nil shows all.
    public var form: String?
    /// Shows only what arrived at this moment or later, by the time in its id; nil shows all.
    public var since: Timestamp?
    /// Shows only what arrived before this moment, by the time in its id; nil shows all.
    public var until: Timestamp?
    /// How many to show at most, 1 or more.
    public var limit: Int
    /// Shows only what came before this submission: the last one of the page before.
    public var before: SubmissionID?

    /// A filter with these parts; without any, the newest 100.
    public init(
        states: Set<SubmissionState>? = nil, form: String? = nil, since: Timestamp? = nil, until: Timestamp? = nil,
        limit: Int = 100, before: SubmissionID? = nil
    ) {
        self.states = states
        self.form = form
        self.since = since
        self.until = until
        self.limit = max(1, limit)
        self.before = before
    }

    /// The first halves of the ids that it lets through.
    public var keys: Range<UInt64> {
        let first = since.map(Self.key) ?? 0
        let end = min(before?.high ?? .max, until.map(Self.key) ?? .max)
        return min(first, end)..<end
    }

    /// The first half of the first id that a moment can have.
    private static func key(_ moment: Timestamp) -> UInt64 {
        UInt64(min(max(moment.milliseconds, 0), 1 << 47 - 1)) << 16
    }
}
