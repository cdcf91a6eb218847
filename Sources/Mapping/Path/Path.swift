/// A way to a value in a submission, as a person writes it: `email`, `answers[field.ref=email].email`, `query.utm_source`.
///
/// ```
/// path    = ("query." | "header." | "cookie." | "meta.") rest | [ "root." ] steps
/// steps   = (name | "json(" path ")" | "query(" path ")") { "." (name | "*") | "[" within "]" }
/// within  = [ "-" ] digits | "*" | name | names "=" (words | quoted) | nothing
/// name    = words | quoted            words: anything but . [ ] ( ) "      quoted: "…" with \" and \\
/// ```
///
/// A name fits exactly, or, if nothing fits so, without regard to case, blanks, `-` and `_`, if only one does.
///
/// A class, so that a mapping passes it along without touching its parts.
final class Path: Sendable, Hashable {
    /// Where a path starts.
    enum Root: Sendable, Hashable {
        /// The payload as it came.
        case payload
        /// The whole payload, where `each` has made a part of it the payload.
        case whole
        /// The fields of the request target's query.
        case query
        /// A request's header, cookie or a fact about the submission; no steps follow.
        case context(MappingContext.Name)
        /// The JSON in the text that another path leads to.
        case json(Path)
        /// The query of the address that another path leads to.
        case address(Path)
    }

    /// One step further in.
    enum Step: Sendable, Hashable {
        /// The member of this name.
        case member(MemberName)
        /// The element at an index, from the end if negative.
        case element(Int)
        /// The first element in which the names lead to this text.
        case match([MemberName], value: MatchValue)
        /// `*`: every element of a list and every member of an object.
        case all
        /// The element of a list of answers in which a question's is, however the question is named.
        case answer(AnswerStep)
        /// The answer itself, for steps into it.
        case answerValue(AnswerStep)
        /// `[]`, as PHP marks the fields that repeat; it leads nowhere else.
        case list
    }

    /// The path as it was written, which says everything about it.
    let written: String
    /// The form's own field, for problems: the path as it was written, without the quotes round a single name.
    let name: String
    let root: Root
    let steps: [Step]
    /// The field names that it may mean in a form, the first that is there counts.
    let fieldNames: [FieldName]
    /// The first of them: nearly every path has no other.
    let fieldName: FieldName?
    /// For a path with a `*`, the patterns of names that it may mean in a form; the first that fits any field counts.
    let fieldPatterns: [FieldPattern]
    /// Whether there are any.
    let hasFieldPatterns: Bool
    /// Whether it leads to the same for every part of a post: it starts beside the part.
    let isBesideParts: Bool
    /// Whether its last step leads to a question's answer, which is read as such.
    let endsInAnswer: Bool
    /// Where the first `*` is among the steps.
    let firstAll: Int?

    /// Where the path starts, behind all JSON and addresses in texts.
    var innermostRoot: Root {
        switch root {
        case .json(let inner), .address(let inner): inner.innermostRoot
        case .payload, .whole, .query, .context: root
        }
    }

    /// What a line about what it leads to is called: the last step's name.
    var lastName: [UInt8] { if case .member(let name)? = steps.last { name.bytes } else { [] } }

    init(
        written: String, name: String? = nil, root: Root, steps: [Step] = [], fieldNames: [FieldName] = [],
        fieldPatterns: [FieldPattern] = []
    ) {
        self.written = written
        self.name = name ?? written
        self.root = root
        self.steps = steps
        self.fieldNames = fieldNames
        fieldName = fieldNames.first
        self.fieldPatterns = fieldPatterns
        hasFieldPatterns = !fieldPatterns.isEmpty
        isBesideParts =
            switch root {
            case .payload: false
            case .whole, .query: true
            // Each part has an id of its own.
            case .context(let name): name != .meta(.id)
            case .json(let inner), .address(let inner): inner.isBesideParts
            }
        firstAll = steps.firstIndex(of: .all)
        endsInAnswer = if case .answer? = steps.last { true } else { false }
    }

    static func == (left: Path, right: Path) -> Bool { left.written == right.written }

    func hash(into hasher: inout Hasher) { hasher.combine(written) }
}
