public import Outbox

extension SQLiteStore {
    /// Keeps posts, and of each form the newest alone.
    public func keep(_ posts: [RecordedPost], most: Int) async throws(StoreError) {
        try await change { session throws(StoreError) in try session.keep(posts, most: most) }
    }

    /// The posts of a form, newest first.
    public func recordedPosts(of form: String?) async throws(StoreError) -> [RecordedPost] {
        try await read { session throws(StoreError) in try session.recordedPosts(of: form) }
    }

    /// Removes posts for good.
    public func eraseRecorded(_ requestIDs: [String]) async throws(StoreError) -> Int {
        try await change { session throws(StoreError) in try session.eraseRecorded(requestIDs) }
    }
}
