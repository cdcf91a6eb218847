import Outbox

/// The connection that only reads, on a thread of its own, so that a long list never holds up a commit.
final class ReadSession {
    let connection: Connection

    init(_ opening: Opening) throws(StoreError) {
        connection = try opening.reading()
    }

    /// Reads over a connection that is there.
    init(_ connection: consuming Connection) {
        self.connection = connection
    }

    /// One submission, whole.
    func submission(_ id: SubmissionID) throws(StoreError) -> Submission? {
        let statement = try Statement(
            "SELECT \(Self.wholeColumns) FROM \(Self.wholeTables) WHERE s.id = ?1 AND s.id_low = ?2",
            on: connection)
        try statement.bind(id)
        guard try statement.step(), var submission = statement.submission() else { return nil }
        statement.reset()
        submission.files = try files(of: submission, try Statement(Self.filesSQL, on: connection))
        return submission
    }

    /// The columns that `Statement.submission()` reads.
    static let wholeColumns = """
        \(summaryColumns), s.request_id, s.content_type, s.headers, s.query, s.client_address, s.content,
            coalesce(p.deal, s.deal), p.problems, s.repeat_key, s.part, f.id, f.due_at, f.answer,
            r.count
        """
    static let wholeTables =
        "submissions s LEFT JOIN standings p USING (id) LEFT JOIN fetches f USING (id) LEFT JOIN repeat_counts r USING (id)"

    /// The ended attempts of a submission, first to last.
    func attempts(of id: SubmissionID) throws(StoreError) -> [Attempt] {
        let statement = try Statement(
            """
            SELECT number, started_at, ended_at, outcome, detail FROM attempts JOIN standings ON id = submission
            WHERE submission = ?1 AND id_low = ?2 ORDER BY number
            """, on: connection)
        try statement.bind(id)
        var attempts: [Attempt] = []
        while try statement.step() { attempts.append(statement.attempt()) }
        return attempts
    }

    /// How many submissions stand in each state: counted, by the index alone.
    func counts(form: String?) throws(StoreError) -> SubmissionCounts {
        try inOneView { () throws(StoreError) in try countsInView(form: form) }
    }

    /// The same, in a view that is there.
    func countsInView(form: String?) throws(StoreError) -> SubmissionCounts {
        let statement = try Statement(
            form == nil
                ? "SELECT state, count(*) FROM standings GROUP BY state"
                : "SELECT state, count(*) FROM standings WHERE form = ?1 GROUP BY state", on: connection)
        let new = try Statement(
            "SELECT count(*) FROM submissions s WHERE \(Self.isNew)\(form == nil ? "" : " AND form = ?1")",
            on: connection)
        if let form {
            try statement.bind(1, text: form)
            try new.bind(1, text: form)
        }
        var counts = SubmissionCounts()
        while try statement.step() {
            if let state = SubmissionState(code: statement.integer(0)) { counts[state] = Int(statement.integer(1)) }
        }
        if try new.step() { counts[.pending] += Int(new.integer(0)) }
        new.reset()
        return counts
    }

    /// Reads with several statements as of one moment.
    func inOneView<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try connection.execute("BEGIN")
        do throws(StoreError) {
            let value = try body()
            try connection.execute("COMMIT")
            return value
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    /// The newest id.
    func latestID() throws(StoreError) -> SubmissionID? {
        let statement = try Statement("SELECT id, id_low FROM submissions ORDER BY id DESC LIMIT 1", on: connection)
        return try statement.step() ? statement.submissionID(0, 1) : nil
    }
}

extension Statement {
    /// The whole submission in the columns of ``ReadSession/wholeColumns``; nil if the row is none this program wrote.
    func submission() -> Submission? {
        guard let summary = summary() else { return nil }
        var submission = Submission(
            summary: summary, requestID: text(13), contentType: contentType(14), headers: bytes(15), query: bytes(16),
            clientAddress: text(17), content: bytes(18), deal: optionalBytes(19), problems: optionalBytes(20),
            repeatKey: optionalBytes(21), part: optionalInteger(22).map(Int.init), fetched: fetched(23))
        submission.repeats = Int(integer(26))
        return submission
    }

    /// The attempt in the first five columns.
    func attempt() -> Attempt {
        Attempt(
            number: Int(integer(0)), startedAt: Timestamp(milliseconds: integer(1)),
            endedAt: Timestamp(milliseconds: integer(2)), outcome: AttemptOutcome(code: integer(3)) ?? .uncertain,
            detail: optionalText(4))
    }

    /// Binds both halves of an id to the first parameters.
    func bind(_ id: SubmissionID) throws(StoreError) {
        try bind(1, Int64(bitPattern: id.high))
        try bind(2, Int64(bitPattern: id.low))
    }

    /// A media type, as text or as the number that stands for it.
    fileprivate func contentType(_ column: Int32) -> String {
        isInteger(column) ? StoredMediaType.name(of: integer(column)) : text(column)
    }
}
