import Outbox

extension WriteSession {
    /// Keeps that a submission waits for what its sender announced.
    func insertFetch(_ key: Int64, dueAt: Timestamp?) throws(StoreError) {
        let insert = try Statement("INSERT OR REPLACE INTO fetches (id, due_at) VALUES (?1, ?2)", on: connection)
        try insert.bind(1, key)
        try insert.bind(2, dueAt?.milliseconds)
        try insert.run()
    }

    /// Before a submission without a deal is made due by hand, what it waits for is made due; with a deal it waits for nothing more.
    static let retryFetchSQL = """
        UPDATE fetches SET attempts_before_round = attempts, tried_since = NULL,
            due_at = CASE WHEN answer IS NOT NULL
                OR coalesce((SELECT deal FROM standings WHERE standings.id = ?1),
                    (SELECT deal FROM submissions WHERE submissions.id = ?1)) IS NOT NULL THEN NULL ELSE ?2 END
        WHERE id = ?1
        """

    private static let endFetchSQL = """
        INSERT INTO fetch_attempts (submission, number, started_at, ended_at, outcome, detail)
        SELECT id, ?3, ?4, ?5, ?6, ?7 FROM fetches
        WHERE id = ?1 AND attempts + 1 = ?3 AND EXISTS (SELECT 1 FROM submissions s WHERE s.id = ?1 AND s.id_low = ?2)
        """

    private static let moveFetchSQL = """
        UPDATE fetches SET attempts = attempts + 1, tried_since = coalesce(tried_since, ?2), answer = coalesce(?3, answer),
            due_at = iif(due_at IS NULL, NULL, ?4)
        WHERE id = ?1
        """

    /// One that waits for what is fetched is pending, and neither due nor under way.
    private static let moveFetchedSQL = """
        UPDATE standings SET state = ?3, due_at = ?4, changed_at = ?5, reason = ?6, problems = ?7, deal = coalesce(?8, deal)
        WHERE id = ?1 AND id_low = ?2 AND state = \(SubmissionState.pending.code) AND due_at IS NULL
            AND attempt_started_at IS NULL
        """

    /// Records a try to fetch, and moves its submission if it still waits; false where it does not.
    func record(_ end: FetchEnd, of id: SubmissionID) throws(StoreError) -> Bool {
        let key = Int64(bitPattern: id.high)
        let attempt = try Statement(Self.endFetchSQL, on: connection)
        try attempt.bind(id)
        try attempt.bind(3, Int64(end.attempt.number))
        try attempt.bind(4, end.attempt.startedAt.milliseconds)
        try attempt.bind(5, end.attempt.endedAt.milliseconds)
        try attempt.bind(6, end.attempt.outcome.code)
        try attempt.bind(7, text: end.attempt.detail)
        try attempt.run()
        guard connection.changes == 1 else { return false }
        let waited = try connection.integer("SELECT due_at FROM fetches WHERE id = \(key)") != nil
        let fetch = try Statement(Self.moveFetchSQL, on: connection)
        try fetch.bind(1, key)
        try fetch.bind(2, end.attempt.startedAt.milliseconds)
        try fetch.bind(3, blob: end.answer)
        try fetch.bind(4, end.nextTry?.milliseconds)
        try fetch.run()
        guard waited else { return false }
        let move = try Statement(Self.moveFetchedSQL, on: connection)
        let isDue = if case .deliver = end.course { true } else { false }
        try move.bind(id)
        try move.bind(3, end.state.code)
        try move.bind(4, isDue ? end.attempt.endedAt.milliseconds : nil)
        try move.bind(5, end.attempt.endedAt.milliseconds)
        try move.bind(6, text: end.reason)
        try move.bind(7, blob: end.problems)
        try move.bind(8, blob: end.deal)
        try move.run()
        return connection.changes == 1
    }
}

extension FetchOutcome {
    /// The outcome's number in the file; never reused for another one.
    var code: Int64 {
        switch self {
        case .fetched: 1
        case .denied: 2
        case .refused: 3
        case .later: 4
        case .noAnswer: 5
        case .unusable: 6
        case .notAsked: 7
        }
    }

    init?(code: Int64) {
        guard let outcome = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = outcome
    }
}
