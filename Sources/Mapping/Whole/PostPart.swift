public import Wire

/// What makes one deal: a payload, or a part of one where the form says `each`.
public struct PostPart: Sendable {
    /// What the rules' paths start at.
    public let payload: Payload
    /// The payload that it is a part of; nil where it is the whole.
    public var whole: Payload? { share?.whole }
    /// What it has in common with the other parts.
    let share: PostShare?
    /// What its fields' names begin with in the payload: `people[1].`; empty for a whole.
    public let prefix: String

    /// A payload by itself.
    public init(_ payload: Payload) {
        self.init(payload, in: nil, prefix: "")
    }

    init(_ payload: Payload, in share: PostShare?, prefix: String) {
        self.payload = payload
        self.share = share
        self.prefix = prefix
    }

    /// A problem with a field, told by the name that the field has in the whole payload.
    public func named(_ problem: Problem) -> Problem {
        // What is ours names a target, and no field.
        guard whole != nil, !problem.isOurs else { return problem }
        let root = "root."
        let field = problem.field.hasPrefix(root) ? String(problem.field.dropFirst(root.count)) : prefix + problem.field
        return Problem(field: field, target: problem.target, message: problem.message, isOurs: problem.isOurs)
    }
}

/// What a payload is for a form: one submission, or several.
public enum PostParts: Sendable {
    /// It is these; at least one.
    case parts([PostPart])
    /// `each` leads to a list that is empty.
    case none
    /// `each` leads to nothing, or to what is no list; or there are too many.
    case problem(Problem)
}
