/// What fetching asks of a store. A submission that waits for it is pending and neither due nor under way; a try leaves no mark before its
/// end, since asking once more does no harm.
public protocol FetchStore: Sendable {
    /// The submissions whose next try is due, those that have been due longest first.
    func fetches(dueAt moment: Timestamp, limit: Int) async throws(StoreError) -> [FetchTask]

    /// When the next try is due, also in the past; nil where none waits.
    func nextFetch() async throws(StoreError) -> Timestamp?

    /// Records a try, and moves its submission if that still waits for it: a person may have been faster.
    ///
    /// An answer is kept in any case, in the same commit.
    /// - Returns: whether the submission went where the end says.
    func record(_ end: FetchEnd, of id: SubmissionID) async throws(StoreError) -> Bool

    /// The ended tries of a submission, first to last.
    func fetchAttempts(of id: SubmissionID) async throws(StoreError) -> [FetchAttempt]
}
