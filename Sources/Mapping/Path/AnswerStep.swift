/// A step to one question's answer in a list of them, by whatever names the question.
///
/// A class, so that the other steps stay as small as they are.
final class AnswerStep: Sendable, Hashable {
    /// The names that lead to what a question is called, in each element.
    let by: [[MemberName]]
    /// What it is called.
    let value: MatchValue
    /// The names that lead to the answer in an element; nil for what its `type` names, or `value`.
    let member: [MemberName]?
    let titles: Titles?
    /// All of it in one text.
    private let key: String

    /// A list of questions beside that of the answers.
    struct Titles: Sendable {
        let list: [Path.Step]
        let by: [MemberName]
        let key: [MemberName]
        let to: [MemberName]
    }

    init(by: [[MemberName]], value: MatchValue, member: [MemberName]?, titles: Titles?, key: String) {
        self.by = by
        self.value = value
        self.member = member
        self.titles = titles
        self.key = key
    }

    static func == (left: AnswerStep, right: AnswerStep) -> Bool { left.key == right.key }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
