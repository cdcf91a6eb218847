/// What of a store may need a person, and since when something waits.
public struct Survey: Sendable, Hashable {
    /// A form's submissions that stand in one state.
    public struct Entry: Sendable, Hashable {
        /// The form's name.
        public let form: String
        /// `held`, `failed` or `unmapped`.
        public let state: SubmissionState
        /// How many, at least 1.
        public let count: Int

        /// An entry of these parts.
        public init(form: String, state: SubmissionState, count: Int) {
            self.form = form
            self.state = state
            self.count = count
        }
    }

    /// What stands on the list that a person sees.
    public var entries: [Entry]
    /// When the oldest submission arrived that is still pending; nil where none is.
    public var oldestPending: Timestamp?

    /// A survey of these parts.
    public init(entries: [Entry] = [], oldestPending: Timestamp? = nil) {
        self.entries = entries
        self.oldestPending = oldestPending
    }
}
