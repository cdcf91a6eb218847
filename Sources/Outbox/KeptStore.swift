/// What people and housekeeping do with a store. One contract for all stores, as ``SubmissionStore`` is.
///
/// A submission that an attempt is under way for is never touched: its deal may be on its way.
public protocol KeptStore: SubmissionStore, FetchStore, RecordStore {
    /// Makes submissions due at `moment` as ``SubmissionStore/retry(_:at:)`` does, and keeps who asked.
    func retry(_ ids: [SubmissionID], at moment: Timestamp, by person: String) async throws(StoreError)
        -> [SubmissionID]

    /// Puts submissions aside: all but those that are delivered, discarded already, or under way.
    /// - Returns: the ids it applied to, in the order given.
    func discard(_ ids: [SubmissionID], at moment: Timestamp, by person: String) async throws(StoreError)
        -> [SubmissionID]

    /// Gives submissions other deals and makes them due at `moment`, for a new round of attempts.
    ///
    /// It applies to those that still stand as they were seen, are not delivered and not under way.
    /// - Returns: the ids it applied to, in the order given.
    func replaceDeals(_ changes: [DealChange], at moment: Timestamp, by person: String) async throws(StoreError)
        -> [SubmissionID]

    /// Makes what was taken for spam due at `moment`, for a new round of attempts; what has no deal becomes unmapped.
    /// - Returns: the ids it applied to, in the order given.
    func release(_ ids: [SubmissionID], at moment: Timestamp, by person: String) async throws(StoreError)
        -> [SubmissionID]

    /// The submissions that wait for the verdict of a captcha's server, oldest first, those after `id` only.
    func questions(after id: SubmissionID?, limit: Int) async throws(StoreError) -> [SpamQuestion]

    /// Answers the question of a submission, and gives it its ``SpamRecord/key`` unless it is spam. Where another has that key by now, it is
    /// discarded as its repeat. Where it moved meanwhile, since a person released or discarded it, only the record is kept.
    /// - Returns: the state that it went to; nil where it moved meanwhile.
    func decide(_ decision: SpamDecision, of id: SubmissionID, at moment: Timestamp) async throws(StoreError)
        -> SubmissionState?

    /// What the spam checks made of submissions; those that no check looked at are not there.
    func verdicts(of ids: [SubmissionID]) async throws(StoreError) -> [SubmissionID: SpamRecord]

    /// What people did to a submission, first to last.
    func interventions(of id: SubmissionID) async throws(StoreError) -> [Intervention]

    /// The submissions that a filter lets through, whole, newest first: as many as fit `bytes`, at least one of them, at most the
    /// filter's limit. Nothing comes only where nothing is left. Walks what came, not an index: meant for reading all of it, page by
    /// page.
    /// - Parameter sought: only those that hold any of these; empty for all.
    func whole(
        _ filter: SubmissionFilter, bytes: Int, holding sought: [Sought]
    ) async throws(StoreError) -> [KeptSubmission]

    /// The file of that key, of any submission; nil where none has it.
    func file(_ key: String) async throws(StoreError) -> StoredFile?

    /// Those of some keys that a submission's file has.
    func knownFiles(among keys: [String]) async throws(StoreError) -> Set<String>

    /// Removes submissions with all that belongs to them, for good: attempts, what people did, marks of repeats. What is removed
    /// is overwritten, and not only given free.
    func erase(_ ids: [SubmissionID]) async throws(StoreError) -> Erased

    /// Empties what the store keeps beside its tables of earlier changes, so that what was erased is in none of its files.
    /// - Returns: false where someone who reads an older state stands in the way.
    func clearHistory() async throws(StoreError) -> Bool

    /// Does one small step of what keeps the store small: removes some submissions that are older than they are kept, or gives some room
    /// back. To be called again while there is more, with rests between.
    func tidy(_ retention: Retention, at moment: Timestamp) async throws(StoreError) -> Tidied
}

extension KeptStore {
    /// The submissions that a filter lets through, whatever they hold.
    public func whole(_ filter: SubmissionFilter, bytes: Int) async throws(StoreError) -> [KeptSubmission] {
        try await whole(filter, bytes: bytes, holding: [])
    }
}
