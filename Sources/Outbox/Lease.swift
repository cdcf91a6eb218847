/// For how long whose a claim is. A worker that slept past the end must not send: someone else may have taken over.
public struct Lease: Sendable, Hashable {
    /// Who holds it: a number drawn at random at the start of each worker, so that two never have the same.
    public let owner: Int64
    /// From when on it counts as left behind.
    public let until: Timestamp

    /// A lease of these parts.
    public init(owner: Int64, until: Timestamp) {
        self.owner = owner
        self.until = until
    }
}
