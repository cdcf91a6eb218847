public import BoardCRM

extension RuleDefinition {
    /// Where a rule's value comes from.
    public enum Source: Sendable, Hashable {
        /// One or several paths into the submission; the first that is not empty counts. `from: email`, `from: [a, b]`.
        case paths([Placed<String>])
        /// The same value for every submission: `value: website`.
        case constant(Placed<Constant>)
        /// Text with paths in braces: `template: "Website: {topic}"`.
        case template(Placed<String>)
        /// A program of the jq language, for what the rest cannot say: `jq: "[.items[].price] | add"`.
        case jq(Placed<String>)
    }

    /// A value written in the rules; `Constant(plain:)` reads one that stood without quotes.
    public typealias Constant = FieldValue

    /// One line of `choices`.
    public struct Choice: Sendable, Hashable {
        /// What comes, compared exactly after the transforms.
        public var from: Placed<String>
        /// What is sent for it.
        public var to: Placed<Constant>

        /// A line of `choices`: `sales: 1287`.
        public init(from: Placed<String>, to: Placed<Constant>) {
            self.from = from
            self.to = to
        }
    }
}
