/// What becomes of a submission that the form's rules do not fit.
public enum InvalidPolicy: String, Sendable, CaseIterable {
    /// It is answered with 422 and not kept: for a person who can mend it at once.
    case refuse
    /// It is answered with 200 and kept as `unmapped`: for a sender that would only lose it.
    case keep
}
