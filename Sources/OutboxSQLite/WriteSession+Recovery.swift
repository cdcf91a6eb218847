import Outbox

extension WriteSession {
    /// What attempts under way when a service starts were left by a dead one: nobody knows what came of them.
    func closeInterruptedAttempts(at moment: Timestamp) throws(StoreError) {
        let close = try Statement(
            """
            INSERT INTO attempts (submission, number, started_at, ended_at, outcome, detail, state, reason)
            SELECT id, attempts, attempt_started_at, ?1, \(AttemptOutcome.interrupted.code), ?2,
                \(SubmissionState.held.code), ?3
            FROM standings
            WHERE state = \(SubmissionState.pending.code) AND form = ?4 AND due_at IS NULL
                AND attempt_started_at IS NOT NULL
            """, on: connection)
        try close.bind(1, moment.milliseconds)
        try close.bind(2, text: "the service ended while this attempt was under way")
        try close.bind(3, text: "an attempt was interrupted: the CRM may or may not have made the deal")
        // Form by form: then the index leads to what is not due, past all that waits.
        for form in try formsWithPending() {
            try close.bind(4, text: form)
            try close.run()
        }
    }

    /// Takes back claims that a failed commit left in the file and that were never given out: nothing was sent for them.
    func takeBackClaims(except outstanding: OutstandingClaims, at moment: Timestamp) throws(StoreError) {
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
        guard !keys.isEmpty else { return }
        let takeBack = try Statement(
            """
            UPDATE standings SET attempt_started_at = NULL, due_at = ?2, attempts = attempts - 1 WHERE id = ?1
            """, on: connection)
        try connection.execute("BEGIN IMMEDIATE")
        for key in keys {
            try takeBack.bind(1, key)
            try takeBack.bind(2, moment.milliseconds)
            try takeBack.run()
        }
        try connection.execute("COMMIT")
    }
}
