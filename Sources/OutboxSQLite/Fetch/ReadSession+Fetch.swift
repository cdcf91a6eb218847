import Outbox

extension ReadSession {
    static let fetchesDueSQL = """
        SELECT f.id, s.id_low, f.attempts, f.attempts_before_round, f.tried_since FROM fetches f JOIN submissions s USING (id)
        WHERE f.due_at <= ?1 ORDER BY f.due_at, f.id LIMIT ?2
        """

    /// The submissions whose next try is due.
    func fetches(dueAt moment: Timestamp, limit: Int) throws(StoreError) -> [FetchTask] {
        let statement = try Statement(Self.fetchesDueSQL, on: connection)
        try statement.bind(1, moment.milliseconds)
        try statement.bind(2, Int64(limit))
        var found: [FetchTask] = []
        while try statement.step() {
            guard let id = statement.submissionID(0, 1) else { continue }
            found.append(
                FetchTask(
                    id: id, attempts: Int(statement.integer(2)), attemptsBeforeRound: Int(statement.integer(3)),
                    triedSince: statement.optionalInteger(4).map { Timestamp(milliseconds: $0) }))
        }
        return found
    }

    /// When the next try is due.
    func nextFetch() throws(StoreError) -> Timestamp? {
        try connection.integer("SELECT due_at FROM fetches WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1")
            .map { Timestamp(milliseconds: $0) }
    }

    static let fetchAttemptsSQL = """
        SELECT number, started_at, ended_at, outcome, detail FROM fetch_attempts WHERE submission = ?1 ORDER BY number
        """

    /// The ended tries of a submission, first to last.
    func fetchAttempts(of id: SubmissionID) throws(StoreError) -> [FetchAttempt] {
        guard try submission(id) != nil else { return [] }
        return try fetchAttempts(try Statement(Self.fetchAttemptsSQL, on: connection), of: Int64(bitPattern: id.high))
    }

    func fetchAttempts(_ statement: borrowing Statement, of key: Int64) throws(StoreError) -> [FetchAttempt] {
        try statement.bind(1, key)
        var found: [FetchAttempt] = []
        while try statement.step() {
            found.append(
                FetchAttempt(
                    number: Int(statement.integer(0)), startedAt: Timestamp(milliseconds: statement.integer(1)),
                    endedAt: Timestamp(milliseconds: statement.integer(2)),
                    outcome: FetchOutcome(code: statement.integer(3)) ?? .unusable, detail: statement.optionalText(4)))
        }
        return found
    }
}

extension Statement {
    /// What had to be fetched, in three columns: whether anything had, when it is tried next, and what came.
    func fetched(_ first: Int32) -> Fetched {
        guard !isNull(first) else { return .nothing }
        if let answer = optionalBytes(first + 2) { return .answer(answer) }
        return .awaited(at: optionalInteger(first + 1).map { Timestamp(milliseconds: $0) })
    }
}
