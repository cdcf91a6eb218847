/// One value of a sample: where it stands, what it is called, and what it holds.
struct Leaf {
    /// What kind of value it is.
    enum Kind { case text, number, boolean, list, nothing }

    /// The paths that may lead to it, the most readable first.
    var paths: [String]
    /// The names that lead to it, from the outside in.
    var names: [String]
    /// What the form calls it, where the sender says so.
    var label: String?
    /// What the sender says it is: `INPUT_EMAIL`, `phone_number`.
    var hint: String?
    var value: String
    var kind: Kind
    /// Whether it is among the visitor's answers, and nothing that the sender says of itself.
    var isAnswer = true

    /// What a person would call it.
    var title: String { label ?? names.last ?? "" }

    var isBlank: Bool { value.allSatisfy(\.isWhitespace) }
}
