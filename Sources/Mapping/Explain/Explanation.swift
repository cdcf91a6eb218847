public import BoardCRM

/// Why each target of a deal gets what it gets: for a person who writes rules.
public struct Explanation: Sendable {
    /// One rule and what came of it.
    public struct Rule: Sendable {
        /// What it sets.
        public let target: TargetPath
        /// Where it stands.
        public let place: Place
        /// The paths of `from`, each with what it leads to, up to the first that counts; or those of a template, all of them.
        public let paths: [TriedPath]
        /// What the value was after each part of the rule, in the order in which they run.
        public let steps: [Step]
        /// What a jq program takes of the post, as paths.
        var takes: [String] = []
        /// What is sent in the end, or why nothing is.
        public let result: Result
        /// What was most likely meant, where the post has it and the rule does not find it.
        public internal(set) var hint: String?
    }

    /// A path, and what it leads to.
    public struct TriedPath: Sendable, Hashable {
        /// The path as it is written.
        public let path: String
        /// What is there.
        public let finding: Finding
        /// The payload's own names where they are not exactly the path's: `E-Mail` for `email`.
        public internal(set) var loosely: [String] = []

        /// A path with what is there.
        public init(path: String, finding: Finding) {
            self.path = path
            self.finding = finding
        }
    }

    /// What a path leads to.
    public enum Finding: Sendable, Hashable {
        /// Nothing, or nothing but blanks.
        case nothing
        /// A text.
        case value(String)
        /// Nothing: several names of the payload are like the path's, and none is exactly it.
        case ambiguous([String])
        /// What is no single value, or no JSON: why, in words that follow a field's name.
        case unfit(String)
    }

    /// One part of a rule, and what the value was after it.
    public struct Step: Sendable, Hashable {
        /// The part as a person writes it: `trim`, `type: email`, `max_length: 40`.
        public let part: String
        /// The value; nil where nothing was left, or where the value does not fit.
        public let value: String?

        /// A part with what it left.
        public init(part: String, value: String?) {
            self.part = part
            self.value = value
        }
    }

    /// What came of a rule.
    public enum Result: Sendable, Hashable {
        /// This is sent, a phone number in the form in which it is.
        case sent(FieldValue)
        /// The target is left out.
        case leftOut
        /// What is wrong, in words that follow the field's name.
        case problem(field: String, message: String)
    }

    /// Something of the payload that no rule took.
    public struct LeftOver: Sendable, Hashable {
        /// What it is called in the payload.
        public let name: String
        /// What it holds; nil for a group of values.
        public let value: String?
    }

    /// The rules, in the order in which the request has their targets.
    public let rules: [Rule]
    /// What the form does beside its rules: `rest`, `utm`; each with the target and the whole text that is sent there.
    public internal(set) var gathered: [(target: TargetPath, text: String)] = []
    /// Everything of the payload that no rule took, in its order.
    public let leftOver: [LeftOver]
    /// What `rest` leaves out, since programs call what nobody fills in so: by its names in the payload.
    public internal(set) var passedOver: [String] = []
}
