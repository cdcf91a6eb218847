/// What becomes of a submission when looking does not tell whether its deal was made; the raw value is the word in the configuration.
public enum UncertainPolicy: String, Sendable, CaseIterable {
    /// A person looks at it.
    case hold
    /// It is sent again, and the deal may be there twice.
    case retry
}
