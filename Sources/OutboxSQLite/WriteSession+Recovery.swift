import Outbox

extension WriteSession {
    /// What attempts under way when a service starts were left by a dead one: nobody knows what came of them.
    func closeInterruptedAttempts(at moment: Timestamp) throws(StoreError) {
        _ = try endAttempts(at: moment, until: Timestamp(milliseconds: .max), exceptOf: nil)
    }

    /// The same of a file that has taken the place of another one, but for what this process has under way.
    func closeInterruptedAttempts(except outstanding: OutstandingClaims, at moment: Timestamp) throws(StoreError) {
        let keys = try claimed(except: outstanding)
        guard !keys.isEmpty else { return }
        let close = try Statement(Self.closeSQL + " WHERE id = ?4", on: connection)
        try connection.execute("BEGIN IMMEDIATE")
        for key in keys {
            try bindClosing(close, at: moment)
            try close.bind(4, key)
            try close.run()
        }
        try connection.execute("COMMIT")
    }

    private static let closeSQL = """
        INSERT INTO attempts (
            submission, number, started_at, ended_at, outcome, detail, state, due_at, reason, uncertain_since)
        SELECT id, attempts, attempt_started_at, ?1, \(AttemptOutcome.interrupted.code), ?2,
            \(SubmissionState.pending.code), ?1, ?3, coalesce(uncertain_since, attempt_started_at)
        FROM standings
        """

    private func bindClosing(_ close: borrowing Statement, at moment: Timestamp) throws(StoreError) {
        try close.bind(1, moment.milliseconds)
        try close.bind(2, text: Attempt.leftBehind)
        try close.bind(3, text: Attempt.leftBehindReason)
    }

    /// Ends what others than `owner` have under way past their lease; returns how many.
    func endLeases(at moment: Timestamp, exceptOf owner: Int64) throws(StoreError) -> Int {
        try endAttempts(at: moment, until: moment, exceptOf: owner)
    }

    /// Ends attempts under way as interrupted: they are due at once, to be looked for.
    private func endAttempts(
        at moment: Timestamp, until end: Timestamp, exceptOf owner: Int64?
    ) throws(StoreError) -> Int {
        let close = try Statement(
            """
            \(Self.closeSQL)
            WHERE state = \(SubmissionState.pending.code) AND form = ?4 AND due_at IS NULL
                AND attempt_started_at IS NOT NULL AND coalesce(lease_until, 0) <= ?5 AND (?6 IS NULL OR lease_owner IS NOT ?6)
            """, on: connection)
        try bindClosing(close, at: moment)
        try close.bind(5, end.milliseconds)
        try close.bind(6, owner)
        // Form by form: then the index leads to what is not due, past all that waits.
        var count = 0
        for form in try formsWithPending() {
            try close.bind(4, text: form)
            try close.run()
            count += connection.changes
        }
        return count
    }

    /// Takes back claims that a failed commit left in the file and that were never given out: nothing was sent for them.
    func takeBackClaims(except outstanding: OutstandingClaims, at moment: Timestamp) throws(StoreError) {
        let keys = try claimed(except: outstanding)
        guard !keys.isEmpty else { return }
        let takeBack = try Statement(
            """
            UPDATE standings
            SET attempt_started_at = NULL, due_at = ?2, attempts = attempts - 1, lease_owner = NULL, lease_until = NULL
            WHERE id = ?1
            """, on: connection)
        try connection.execute("BEGIN IMMEDIATE")
        for key in keys {
            try takeBack.bind(1, key)
            try takeBack.bind(2, moment.milliseconds)
            try takeBack.run()
        }
        try connection.execute("COMMIT")
    }

    /// The keys of what is under way in the file, and not by this process.
    private func claimed(except outstanding: OutstandingClaims) throws(StoreError) -> [Int64] {
        let marked = try Statement(
            """
            SELECT id FROM standings
            WHERE state = \(SubmissionState.pending.code) AND form = ?1 AND due_at IS NULL
                AND attempt_started_at IS NOT NULL
            """, on: connection)
        var keys: [Int64] = []
        for form in try formsWithPending() {
            try marked.bind(1, text: form)
            while try marked.step() {
                if !outstanding.contains(UInt64(bitPattern: marked.integer(0))) { keys.append(marked.integer(0)) }
            }
        }
        return keys
    }
}
