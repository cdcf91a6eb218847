public import Outbox

extension SQLiteStore {
    /// The submissions whose next try is due.
    public func fetches(dueAt moment: Timestamp, limit: Int) async throws(StoreError) -> [FetchTask] {
        try await read { session throws(StoreError) in try session.fetches(dueAt: moment, limit: limit) }
    }

    /// When the next try is due.
    public func nextFetch() async throws(StoreError) -> Timestamp? {
        try await read { session throws(StoreError) in try session.nextFetch() }
    }

    /// Records a try.
    public func record(_ end: FetchEnd, of id: SubmissionID) async throws(StoreError) -> Bool {
        try await change { session throws(StoreError) in try session.record(end, of: id) }
    }

    /// The ended tries of a submission.
    public func fetchAttempts(of id: SubmissionID) async throws(StoreError) -> [FetchAttempt] {
        try await read { session throws(StoreError) in try session.fetchAttempts(of: id) }
    }
}
