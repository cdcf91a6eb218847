/// An attempt that may have made the deal: it has to be settled, by looking, before anything is sent again.
public struct Uncertainty: Sendable, Hashable {
    /// When the attempt began.
    public let since: Timestamp
    /// The board's field that carried the submission's id in that attempt; nil where none did.
    public let reference: String?

    /// An attempt that began at this moment.
    public init(since: Timestamp, reference: String? = nil) {
        self.since = since
        self.reference = reference
    }
}
