public import Wire

/// A first form file, written from a sample of what will be posted.
///
/// Everything in it was tried on the sample: each rule sends for it what its comment says.
public struct Draft: Sendable {
    /// What the person who asks for a draft says.
    public struct Options: Sendable {
        /// The form's name.
        public var form: String
        /// The senders that a sample may be from.
        public var senders: [KnownSender] = []
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
    /// The preset that the sample is from; nil for none that is known.
    public let sender: String?
    /// Whether the sample tells of a submission and has nothing of it: the rest is fetched, and there is nothing to draft rules from.
    public let isNotice: Bool
    /// The environment variable that holds the sender's secret; nil where it has none.
    public let secretVariable: String?

    /// Drafts a form for a sample.
    public init(of payload: Payload, _ options: Options) {
        let sample = Sample(payload, options.senders)
        sender = sample.sender?.name
        isNotice = sample.sender?.isNotice == true && !PathTrial(payload: payload).isThere("fetched")
        secretVariable = sample.sender.flatMap { $0.needsSecret ? $0.variable : nil }
        var plan = DraftPlan(sample, form: options.form)
        plan.settle()
        text = DraftText(plan: plan, options: options).text
    }
}
