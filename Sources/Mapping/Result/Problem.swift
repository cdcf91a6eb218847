public import BoardCRM

/// Why a submission does not fit the rules, for the person who filled in the form.
public struct Problem: Sendable, Hashable {
    /// The form's own field, as the rule names it. A target fed by several paths names the first
    /// that is there and empty, else the first.
    public let field: String
    /// What the field was to set.
    public let target: TargetPath
    /// What is wrong and what is expected, in words that follow the field's name: `is required`. Never the value.
    public let message: String
    /// Whether it says nothing about what the visitor wrote, as where a jq program was stopped: such a submission is kept, whatever
    /// `on_invalid` says.
    public let isOurs: Bool

    /// A problem with a field.
    public init(field: String, target: TargetPath, message: String, isOurs: Bool = false) {
        self.field = field
        self.target = target
        self.message = message
        self.isOurs = isOurs
    }
}

extension Problem {
    /// Two targets may be fed by one field; its visitor needs to be told once.
    func add(to problems: inout [Problem]) {
        if !problems.contains(where: { $0.field == field && $0.message == message }) { problems.append(self) }
    }
}
