/// How a setting's text is read and, where it does not fit, what is said about it.
struct ScalarType<Value> {
    /// Why a text was not taken.
    struct Mismatch: Error {
        /// What to write instead: `write 90s`. Made from the text only where that is sure to be no secret.
        var hint: String?

        init(_ hint: String? = nil) { self.hint = hint }
    }

    /// What was expected, as a noun with its range: `a duration from 100ms to 5m`.
    let expected: String
    /// The value of a text.
    let read: (String) throws(Mismatch) -> Value

    /// A type that says what it expects and reads it.
    init(_ expected: String, read: @escaping (String) throws(Mismatch) -> Value) {
        self.expected = expected
        self.read = read
    }
}
