/// Of which forms something is meant.
public enum FormSelection: Sendable, Hashable {
    /// These.
    case only(Set<String>)
    /// All others; also those that the configuration does not know any more.
    case except(Set<String>)

    /// All forms.
    public static let all = FormSelection.except([])

    /// Whether a form is meant.
    public func contains(_ form: String) -> Bool {
        switch self {
        case .only(let forms): forms.contains(form)
        case .except(let forms): !forms.contains(form)
        }
    }
}
