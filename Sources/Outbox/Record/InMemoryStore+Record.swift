extension InMemoryStore {
    /// Keeps posts, and of each form the newest alone.
    public func keep(_ posts: [RecordedPost], most: Int) async throws(StoreError) {
        try change { ledger in
            for post in posts where !ledger.recorded.contains(where: { $0.requestID == post.requestID }) {
                ledger.recorded.append(post)
                let own = ledger.recorded.filter { $0.form == post.form }
                let gone = Set(own.dropLast(max(1, most)).map(\.requestID))
                ledger.recorded.removeAll { gone.contains($0.requestID) }
            }
        }
    }

    /// The posts of a form, newest first.
    public func recordedPosts(of form: String?) async throws(StoreError) -> [RecordedPost] {
        try change { ledger in ledger.recorded.reversed().filter { form == nil || $0.form == form } }
    }

    /// Removes posts for good.
    public func eraseRecorded(_ requestIDs: [String]) async throws(StoreError) -> Int {
        try change { ledger in
            let before = ledger.recorded.count
            ledger.recorded.removeAll { requestIDs.contains($0.requestID) }
            return before - ledger.recorded.count
        }
    }
}
