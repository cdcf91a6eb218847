import Outbox

/// The connection that only reads, on a thread of its own, so that a long list never holds up a commit.
final class ReadSession {
    let connection: Connection

    init(_ opening: Opening) throws(StoreError) {
        connection = try opening.reading()
    }

    /// One submission, whole.
    func submission(_ id: SubmissionID) throws(StoreError) -> Submission? {
        let statement = try Statement(
            """
            SELECT \(Self.summaryColumns), request_id, content_type, headers, query, client_address, content, deal,
                problems, repeat_key
            FROM submissions WHERE id = ?1 AND id_low = ?2
            """, on: connection)
        try statement.bind(id)
        guard try statement.step(), let summary = statement.summary() else { return nil }
        return Submission(
            summary: summary, requestID: statement.text(13), contentType: statement.text(14),
            headers: statement.bytes(15), query: statement.bytes(16), clientAddress: statement.text(17),
            content: statement.bytes(18), deal: statement.optionalBytes(19), problems: statement.optionalBytes(20),
            repeatKey: statement.optionalBytes(21))
    }

    /// The ended attempts of a submission, first to last.
    func attempts(of id: SubmissionID) throws(StoreError) -> [Attempt] {
        let statement = try Statement(
            """
            SELECT number, started_at, ended_at, outcome, detail FROM attempts JOIN submissions ON id = submission
            WHERE submission = ?1 AND id_low = ?2 ORDER BY number
            """, on: connection)
        try statement.bind(id)
        var attempts: [Attempt] = []
        while try statement.step() {
            attempts.append(
                Attempt(
                    number: Int(statement.integer(0)), startedAt: Timestamp(milliseconds: statement.integer(1)),
                    endedAt: Timestamp(milliseconds: statement.integer(2)),
                    outcome: AttemptOutcome(code: statement.integer(3)) ?? .uncertain, detail: statement.optionalText(4)
                ))
        }
        return attempts
    }

    /// How many submissions stand in each state.
    func counts(form: String?) throws(StoreError) -> SubmissionCounts {
        let statement = try Statement(
            "SELECT state, sum(count) FROM tally WHERE ?1 IS NULL OR form = ?1 GROUP BY state", on: connection)
        try statement.bind(1, text: form)
        var counts = SubmissionCounts()
        while try statement.step() {
            if let state = SubmissionState(code: statement.integer(0)) { counts[state] = Int(statement.integer(1)) }
        }
        return counts
    }

    /// The newest id.
    func latestID() throws(StoreError) -> SubmissionID? {
        let statement = try Statement("SELECT id, id_low FROM submissions ORDER BY id DESC LIMIT 1", on: connection)
        return try statement.step() ? statement.submissionID(0, 1) : nil
    }
}

extension Statement {
    fileprivate func bind(_ id: SubmissionID) throws(StoreError) {
        try bind(1, Int64(bitPattern: id.high))
        try bind(2, Int64(bitPattern: id.low))
    }
}
