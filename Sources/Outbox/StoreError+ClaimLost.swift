extension StoreError {
    /// The error of a claim whose attempt is not under way any more.
    public static func claimLost(_ claim: Claim) -> StoreError {
        StoreError(.claimLost, "attempt \(claim.number) of \(claim.id) is not under way any more")
    }

    /// The error of everything that comes after `close`.
    public static let closed = StoreError(.closed, "the store is closed")
}
