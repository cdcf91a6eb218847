/// What a person did to a submission. Kept beside its attempts, in the order in which they happened.
public struct Intervention: Sendable, Hashable {
    /// What was done.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Made due again with the deal as it was.
        case retried
        /// Made due with the deal that the form's rules of that day make of it.
        case remapped
        /// Made due with a deal that the person wrote.
        case edited
        /// Put aside.
        case discarded
        /// Taken for no spam after all, and made due.
        case released
    }

    /// When.
    public let at: Timestamp
    /// What was done.
    public let kind: Kind
    /// Who did it: a user's name on the machine; empty where nobody said.
    public let person: String
    /// Where the submission stood before: its state, and why.
    public let before: String

    /// An intervention of these parts.
    public init(at: Timestamp, kind: Kind, person: String, before: String) {
        self.at = at
        self.kind = kind
        self.person = person
        self.before = before
    }

    /// Why one that was spam and has no deal is unmapped.
    public static let releasedWithoutDeal = "released from spam; the form's rules do not fit it"

    /// `failed: the CRM refused it`
    public static func before(_ state: SubmissionState, _ reason: String?) -> String {
        reason.map { "\(state.rawValue): \($0)" } ?? state.rawValue
    }
}
