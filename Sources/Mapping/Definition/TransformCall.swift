/// A transform as it was written in a rule. Nothing is checked yet: `FormMapping.compile` does that.
public enum TransformCall: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// As text: `trim`, `slice(0, 10)`, or several, `first_name|upper`.
    case text(String)
    /// As a mapping of its name to its arguments: `{ slice: [0, 10] }`, `{ replace: { from: a, to: b } }`.
    case call(Placed<String>, [Argument])

    /// One argument of a transform.
    public struct Argument: Sendable, Hashable {
        /// Its name, where one is given.
        public var label: Placed<String>?
        /// What was written.
        public var value: Placed<String>

        /// An argument with or without a name.
        public init(label: Placed<String>? = nil, _ value: Placed<String>) {
            self.label = label
            self.value = value
        }
    }

    /// A transform as text.
    public init(stringLiteral text: String) { self = .text(text) }

    /// The transform as a person writes it in one line: `trim`, `slice: [0, 10]`, `replace: { from: a, to: b }`.
    public var description: String {
        switch self {
        case .text(let text): text
        case .call(let name, let arguments) where arguments.contains { $0.label != nil }:
            "\(name.value): { \(arguments.map { ($0.label.map { "\($0.value): " } ?? "") + $0.value.value }.joined(separator: ", ")) }"
        case .call(let name, let arguments) where arguments.count == 1: "\(name.value): \(arguments[0].value.value)"
        case .call(let name, let arguments):
            name.value + (arguments.isEmpty ? "" : ": [\(arguments.map(\.value.value).joined(separator: ", "))]")
        }
    }
}
