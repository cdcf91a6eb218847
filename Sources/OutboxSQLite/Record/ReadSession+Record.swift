import Outbox

extension ReadSession {
    /// The recorded posts of a form, or of all, newest first.
    func recordedPosts(of form: String?) throws(StoreError) -> [RecordedPost] {
        let statement = try Statement(
            """
            SELECT request_id, form, received_at, status, reason, headers, query, content_type, content, content_size
            FROM records WHERE ?1 IS NULL OR form = ?1 ORDER BY number DESC
            """, on: connection)
        try statement.bind(1, text: form)
        var found: [RecordedPost] = []
        while try statement.step() {
            found.append(
                RecordedPost(
                    requestID: statement.text(0), form: statement.text(1),
                    receivedAt: Timestamp(milliseconds: statement.integer(2)), status: Int(statement.integer(3)),
                    reason: statement.text(4), headers: statement.bytes(5), query: statement.bytes(6),
                    contentType: statement.text(7), content: statement.bytes(8),
                    contentSize: Int(statement.integer(9))))
        }
        return found
    }
}
