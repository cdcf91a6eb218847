/// How a setting's text is read and, where it does not fit, what is said about it.
struct ScalarType<Value: Sendable>: Sendable {
    /// Why a text was not taken.
    struct Mismatch: Error {
        /// What to write instead: `write 90s`.
        var hint: String?
        /// Said alone, in place of what was expected and found.
        var statement: String?

        init(_ hint: String? = nil) { self.hint = hint }

        init(saying statement: String) { self.statement = statement }
    }

    /// What was expected, as a noun with its range: `a duration from 100ms to 5m`.
    let expected: String
    /// As much of it as JSON Schema can say.
    let schema: Schema
    /// Whether a value that a variable put in is shown where it is wrong: an address, and never what may be a secret.
    var isPublic = false
    /// The value of a text.
    let read: @Sendable (String) throws(Mismatch) -> Value

    /// A type that says what it expects and reads it.
    init(
        _ expected: String, schema: Schema = .text, isPublic: Bool = false,
        read: @escaping @Sendable (String) throws(Mismatch) -> Value
    ) {
        self.expected = expected
        self.schema = schema
        self.isPublic = isPublic
        self.read = read
    }
}
