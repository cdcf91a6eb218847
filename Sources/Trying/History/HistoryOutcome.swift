internal import BoardCRM
internal import Bridge
internal import Mapping
public import Outbox
internal import Wire

/// What was made of a submission, or would be: each target with its value, or what is wrong.
public enum HistoryOutcome: Sendable, Hashable {
    /// The targets that are sent, in order, with their values.
    case deal([Value])
    /// A line for each thing that is wrong: `email is required`.
    case problems([String])
    /// It makes no deal, as the form says: why.
    case ignored(String)
    /// The post cannot be read.
    case unreadable(String)

    /// One target's value.
    public struct Value: Sendable, Hashable {
        /// `lead.name`.
        public let target: String
        /// The value as text.
        public let text: String
        /// Whether it is a text, which a visitor may have written.
        public let isText: Bool
    }

    /// What the store says was made of a submission when it came, or when it was last mapped again; nil where it says nothing.
    public init?(stored submission: Submission) {
        if let reason = MappingTrial.reasonIgnored(submission) {
            self = .ignored(reason)
        } else if let deal = submission.deal {
            guard let mapped = try? MappedDeal(encoded: deal) else { return nil }
            self.init(mapped.settled())
        } else if let problems = submission.problems, let list = try? JSONDocument.parse(problems).root {
            self = .problems(
                list.elements.map { "\($0["field"]?.string ?? "") \($0["message"]?.string ?? "")" })
        } else {
            return nil
        }
    }

    /// A deal as it is sent.
    init(_ deal: Deal) {
        var values: [Value] = []
        if let id = deal.columnID { values.append(Value(target: "column_id", text: String(id.value), isText: false)) }
        if let id = deal.leadID { values.append(Value(target: "lead_id", text: String(id.value), isText: false)) }
        for entry in deal.lead?.attributes.entries ?? [] {
            values.append(Value("lead.\(entry.name.rawValue)", entry.value))
        }
        for entry in deal.fields.entries { values.append(Value("fields.\(entry.name.text)", entry.value)) }
        if let time = deal.deadline {
            values.append(Value(target: "deadline", text: time.description, isText: false))
        }
        self = .deal(values)
    }

    /// What rules make of it.
    init(_ outcome: MappingTrial.Outcome) {
        switch outcome {
        case .ignored(let reason): self = .ignored(reason)
        case .mapped(.mapped(let mapped)): self.init(mapped.settled())
        case .mapped(.problems(let problems)): self = .problems(problems.map { "\($0.field) \($0.message)" })
        }
    }
}

extension HistoryOutcome.Value {
    fileprivate init(_ target: String, _ value: FieldValue) {
        if case .text = value { isText = true } else { isText = false }
        self.target = target
        text = value.formText
    }
}
