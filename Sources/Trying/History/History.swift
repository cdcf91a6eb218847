public import Bridge
public import Files
internal import Mapping
public import Outbox

/// What today's rules would make of submissions that are stored, beside what was made of them.
public struct History: Sendable {
    /// Targets that would change, by how often, and examples.
    public struct Change: Sendable {
        /// `lead.phone`.
        public let target: String
        /// In how many submissions.
        public internal(set) var count = 0
        /// Before and after, masked; at most three, and of different kinds where there are any.
        public internal(set) var examples: [Example] = []
    }

    /// One change, masked; nil where nothing is sent.
    public struct Example: Sendable, Hashable {
        /// The submission.
        public let id: SubmissionID
        /// What was sent.
        public let before: String?
        /// What would be sent.
        public let after: String?
    }

    /// The form.
    public let form: String
    /// How many submissions were mapped.
    public private(set) var count = 0
    /// Of those, how many come out as they did.
    public private(set) var same = 0
    /// How many make another deal.
    public private(set) var different = 0
    /// How many make a deal now and made none.
    public private(set) var newlyMapped = 0
    /// How many made a deal and make none now.
    public private(set) var newlyUnmapped = 0
    /// How many made none and make none now, for other reasons.
    public private(set) var otherReasons = 0
    /// How many could not be compared: the store does not say what was made of them, as of spam.
    public private(set) var unknown = 0
    /// When the oldest and the newest of them came.
    public private(set) var span: ClosedRange<Timestamp>?
    /// The targets that change, in the order in which they were met.
    public private(set) var changes: [Change] = []
    /// What is wrong with those that make no deal any more, by how often: `email is required`.
    public private(set) var reasons: [(text: String, count: Int, first: SubmissionID)] = []

    private let settings: FormSettings
    private let limits: LimitSettings
    private let links: FileLinks?
    private let mask: Mask
    private static let examples = 3

    /// A history for a form by today's rules; `text` is its file, whose words are shown unmasked.
    /// - Parameter links: makes addresses of files, as it did when they came.
    public init(of form: FormSettings, text: String, limits: LimitSettings, links: FileLinks? = nil) {
        self.links = links
        self.form = form.name
        settings = form
        mask = Mask(form: text)
        self.limits = limits
    }

    /// Maps a stored submission and compares.
    public mutating func add(_ submission: Submission) {
        count += 1
        span =
            min(
                span?.lowerBound ?? submission.receivedAt, submission.receivedAt)...max(
                span?.upperBound ?? submission.receivedAt, submission.receivedAt)
        guard let before = HistoryOutcome(stored: submission) else {
            unknown += 1
            return
        }
        let after: HistoryOutcome
        do throws(MappingTrial.Unreadable) {
            let outcomes = try MappingTrial.outcomes(
                of: MappingTrial.Post(submission, links: links), by: settings, limits: limits)
            // Of what was kept there is one.
            after = HistoryOutcome(outcomes[0])
        } catch {
            after = .unreadable(error.message)
        }
        compare(before, after, submission.id)
    }

    private mutating func compare(_ before: HistoryOutcome, _ after: HistoryOutcome, _ id: SubmissionID) {
        switch (before, after) {
        case (.deal(let old), .deal(let new)):
            let changed = targets(old, new).filter { value($0, old) != value($0, new) }
            if changed.isEmpty {
                same += 1
                return
            }
            different += 1
            for target in changed { note(target, value(target, old), value(target, new), id) }
        case (.deal, .problems(let lines)):
            newlyUnmapped += 1
            for line in lines { note(reason: line, id) }
        case (.deal, .unreadable(let message)), (.deal, .ignored(let message)):
            newlyUnmapped += 1
            note(reason: message, id)
        case (_, .deal): newlyMapped += 1
        case (_, _) where before == after: same += 1
        case (_, _): otherReasons += 1
        }
    }

    private func targets(_ old: [HistoryOutcome.Value], _ new: [HistoryOutcome.Value]) -> [String] {
        old.map(\.target) + new.map(\.target).filter { target in !old.contains { $0.target == target } }
    }

    private func value(_ target: String, _ values: [HistoryOutcome.Value]) -> HistoryOutcome.Value? {
        values.first { $0.target == target }
    }

    private mutating func note(
        _ target: String, _ before: HistoryOutcome.Value?, _ after: HistoryOutcome.Value?, _ id: SubmissionID
    ) {
        let index: Int
        if let known = changes.firstIndex(where: { $0.target == target }) {
            index = known
        } else {
            index = changes.count
            changes.append(Change(target: target))
        }
        changes[index].count += 1
        guard changes[index].examples.count < Self.examples else { return }
        let example = Example(id: id, before: before.map(shown), after: after.map(shown))
        // Three that look alike say no more than one.
        if changes[index].examples.contains(where: { ($0.before, $0.after) == (example.before, example.after) }) {
            return
        }
        changes[index].examples.append(example)
    }

    private func shown(_ value: HistoryOutcome.Value) -> String {
        value.isText ? mask.masked(value.text) : value.text
    }

    private mutating func note(reason: String, _ id: SubmissionID) {
        if let index = reasons.firstIndex(where: { $0.text == reason }) {
            reasons[index].count += 1
        } else {
            reasons.append((reason, 1, id))
        }
    }
}
