public import Wire

/// A first form file, written from a sample of what will be posted.
///
/// Everything in it was tried on the sample: each rule sends for it what its comment says.
public struct Draft: Sendable {
    /// What the person who asks for a draft says.
    public struct Options: Sendable {
        /// The form's name.
        public var form: String
        /// The board's column; nil leaves a 0, which no configuration is sound with.
        public var columnID: Int64?

        /// The form's name and, if it is known, its column.
        public init(form: String, columnID: Int64? = nil) {
            self.form = form
            self.columnID = columnID
        }
    }

    /// The file.
    public let text: String

    /// Drafts a form for a sample.
    public init(of payload: Payload, _ options: Options) {
        let sample = Sample(payload)
        var plan = DraftPlan(sample, form: options.form)
        plan.settle()
        text = DraftText(plan: plan, options: options).text
    }
}
