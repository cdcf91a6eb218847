/// What the rules made of a submission.
public enum MappingResult: Sendable {
    /// A deal, ready but for its phone numbers.
    case mapped(MappedDeal)
    /// The rules do not fit: at least one problem, in the rules' order, no two alike for one field.
    case problems([Problem])
}
