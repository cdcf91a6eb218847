public import Outbox

/// One message to the people who look after the service.
public struct AlarmMessage: Sendable, Hashable {
    /// What it says of its causes.
    public enum Kind: String, Sendable, CaseIterable {
        /// They have begun.
        case raised
        /// They are still there.
        case reminder
        /// They are over.
        case cleared
        /// They are there, and the service has just been started or told whom to alarm.
        case standing
        /// Nothing: somebody tries whether messages arrive.
        case test
    }

    /// One cause and what is known of it.
    public struct Entry: Sendable, Hashable {
        /// The cause.
        public let cause: AlarmCause
        /// When it was first seen, by the wall clock.
        public let since: Timestamp
        /// How much of it there is.
        public let measure: AlarmMeasure
        /// How often it was reported, 1 or more.
        public let times: Int

        /// An entry of these parts.
        public init(_ cause: AlarmCause, since: Timestamp, measure: AlarmMeasure = .none, times: Int = 1) {
            self.cause = cause
            self.since = since
            self.measure = measure
            self.times = times
        }
    }

    /// What it says.
    public let kind: Kind
    /// Of what; empty in a test alone.
    public internal(set) var entries: [Entry]
    /// When, by the wall clock.
    public let at: Timestamp

    /// A message of these parts.
    public init(_ kind: Kind, _ entries: [Entry], at: Timestamp) {
        self.kind = kind
        self.entries = entries
        self.at = at
    }
}
