/// What came of one try to fetch what a sender only announced.
public enum FetchOutcome: String, Sendable, Hashable, CaseIterable {
    /// The answer is there.
    case fetched
    /// The server takes no such token, or lets it not see this.
    case denied
    /// The server refuses: there is no such thing, or not any more.
    case refused
    /// The server asks to come again later, or cannot answer now.
    case later
    /// No whole answer came.
    case noAnswer
    /// An answer came that cannot be used: no JSON object, or too long.
    case unusable
    /// Nothing was asked: the notice does not say what is to be fetched, or the address is none that may be asked.
    case notAsked
}
