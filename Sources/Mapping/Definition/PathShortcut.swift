/// A short name that a sender's preset gives to a place in what it posts, so that `answers.email` is a path whatever the payload's shape.
public struct PathShortcut: Sendable, Hashable {
    /// What paths begin with: `answers`.
    public var name: Placed<String>
    /// Where that leads.
    public var target: Target

    /// What a short name stands for.
    public enum Target: Sendable, Hashable {
        /// A path; a `*` in it stands for what follows the short name, which else stands behind it.
        case path(Placed<String>)
        /// A list of questions with their answers.
        case answers(Answers)
    }

    /// A list whose elements are a question with its answer each.
    public struct Answers: Sendable, Hashable {
        /// The path to the list.
        public var list: Placed<String>
        /// What names a question in an element: the first that fits counts, `field.ref` before `field.id`.
        public var by: [Placed<String>]
        /// What the answer is called in an element; where it is not said, what its `type` names, or `value`.
        public var value: Placed<String>?
        /// Where questions have their titles, if not in the list.
        public var titles: Titles?

        /// A list there, whose elements are named by these.
        public init(
            list: Placed<String>, by: [Placed<String>], value: Placed<String>? = nil, titles: Titles? = nil
        ) {
            self.list = list
            self.by = by
            self.value = value
            self.titles = titles
        }
    }

    /// A list of questions beside that of the answers.
    public struct Titles: Sendable, Hashable {
        /// The path to the list.
        public var list: Placed<String>
        /// What a question is called in an element.
        public var by: Placed<String>
        /// What else names it there, and in its answer by `to`.
        public var key: Placed<String>
        /// See `key`.
        public var to: Placed<String>

        /// A list there.
        public init(list: Placed<String>, by: Placed<String>, key: Placed<String>, to: Placed<String>) {
            self.list = list
            self.by = by
            self.key = key
            self.to = to
        }
    }

    /// A short name with its place.
    public init(_ name: Placed<String>, _ target: Target) {
        self.name = name
        self.target = target
    }
}
