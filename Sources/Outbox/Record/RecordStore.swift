/// What recording asks of a store.
public protocol RecordStore: Sendable {
    /// Keeps posts, and of each form the newest `most` alone.
    func keep(_ posts: [RecordedPost], most: Int) async throws(StoreError)

    /// The posts of a form, or of all, newest first.
    func recordedPosts(of form: String?) async throws(StoreError) -> [RecordedPost]

    /// Removes posts for good, by their request's id.
    /// - Returns: how many.
    func eraseRecorded(_ requestIDs: [String]) async throws(StoreError) -> Int
}
