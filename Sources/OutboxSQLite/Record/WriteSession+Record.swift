import Outbox

extension WriteSession {
    /// Keeps posts, and of each form the newest `most` alone.
    func keep(_ posts: [RecordedPost], most: Int) throws(StoreError) {
        let insert = try Statement(
            """
            INSERT INTO records
                (request_id, form, received_at, status, reason, headers, query, content_type, content, content_size)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT DO NOTHING
            """, on: connection)
        let cut = try Statement(
            """
            DELETE FROM records WHERE form = ?1 AND number NOT IN
                (SELECT number FROM records WHERE form = ?1 ORDER BY number DESC LIMIT ?2)
            """, on: connection)
        for post in posts {
            try insert.bind(1, text: post.requestID)
            try insert.bind(2, text: post.form)
            try insert.bind(3, post.receivedAt.milliseconds)
            try insert.bind(4, Int64(post.status))
            try insert.bind(5, text: post.reason)
            try insert.bind(6, blob: post.headers)
            try insert.bind(7, blob: post.query)
            try insert.bind(8, text: post.contentType)
            try insert.bind(9, blob: post.content)
            try insert.bind(10, Int64(post.contentSize))
            try insert.run()
            try cut.bind(1, text: post.form)
            try cut.bind(2, Int64(max(1, most)))
            try cut.run()
        }
    }

    /// Removes posts for good; returns how many.
    func eraseRecorded(_ requestIDs: [String]) throws(StoreError) -> Int {
        let remove = try Statement("DELETE FROM records WHERE request_id = ?1", on: connection)
        var count = 0
        for id in requestIDs {
            try remove.bind(1, text: id)
            try remove.run()
            count += connection.changes
        }
        return count
    }

    /// Removes what is older than what a person discards is kept.
    func tidyRecords(_ retention: Retention, at moment: Timestamp) throws(StoreError) {
        var forms: [String] = []
        let named = try Statement("SELECT DISTINCT form FROM records", on: connection)
        while try named.step() { forms.append(named.text(0)) }
        guard !forms.isEmpty else { return }
        let remove = try Statement("DELETE FROM records WHERE form = ?1 AND received_at <= ?2", on: connection)
        for form in forms {
            guard let horizon = retention.horizon(of: .discarded, form: form, at: moment) else { continue }
            try remove.bind(1, text: form)
            try remove.bind(2, horizon.milliseconds)
            try remove.run()
        }
    }
}
