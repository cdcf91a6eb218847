import Outbox

extension WriteSession {
    /// How far a walk over all that waits has come: form by form, by their times.
    struct WaitWalk: Sendable {
        let form: String
        let after: Timestamp?

        static let beginning = WaitWalk(form: "", after: nil)
    }

    /// How many are looked at in one transaction: some milliseconds of work.
    private static let waitsTogether = 2000

    /// One step of making due at `moment` what waits longer and was last changed after `limit`.
    ///
    /// - Returns: how many, and where the next step begins; nil when this was the last.
    func endWaits(
        _ walk: WaitWalk, changedAfter limit: Timestamp, at moment: Timestamp
    ) throws(StoreError) -> (count: Int, next: WaitWalk?) {
        guard let form = try formsWithPending().first(where: { $0 >= walk.form }) else { return (0, nil) }
        let start = max(moment, form == walk.form ? walk.after ?? moment : moment)
        let reach = try Statement(Self.reachSQL, on: connection)
        try reach.bind(1, text: form)
        try reach.bind(2, start.milliseconds)
        try reach.bind(3, Int64(Self.waitsTogether))
        // The name after this one in the order of SQLite's bytes.
        let nextForm = WaitWalk(form: form + "\0", after: nil)
        guard try reach.step(), let end = reach.optionalInteger(0) else { return (0, nextForm) }
        reach.reset()
        let update = try Statement(Self.endWaitsSQL, on: connection)
        try update.bind(1, text: form)
        try update.bind(2, start.milliseconds)
        try update.bind(3, end)
        try update.bind(4, limit.milliseconds)
        try update.bind(5, moment.milliseconds)
        try update.run()
        return (connection.changes, WaitWalk(form: form, after: Timestamp(milliseconds: end)))
    }

    /// One step of the same for what is to be fetched.
    ///
    /// - Returns: how many; with none, this was the last.
    func endFetchWaits(changedAfter limit: Timestamp, at moment: Timestamp) throws(StoreError) -> Int {
        let update = try Statement(Self.endFetchWaitsSQL, on: connection)
        try update.bind(1, moment.milliseconds)
        try update.bind(2, limit.milliseconds)
        try update.bind(3, Int64(Self.waitsTogether))
        try update.run()
        return connection.changes
    }

    static let endFetchWaitsSQL = """
        UPDATE fetches SET due_at = ?1
        WHERE id IN (
            SELECT f.id FROM fetches f LEFT JOIN standings s USING (id)
            WHERE f.due_at > ?1 AND coalesce(s.changed_at, f.due_at) > ?2 LIMIT ?3)
        """

    static let reachSQL = """
        SELECT max(due_at) FROM (
            SELECT due_at FROM standings WHERE state = \(SubmissionState.pending.code) AND form = ?1 AND due_at > ?2
            ORDER BY due_at LIMIT ?3)
        """

    /// One that nobody has changed yet is due from its arrival.
    static let endWaitsSQL = """
        UPDATE standings SET due_at = ?5
        WHERE state = \(SubmissionState.pending.code) AND form = ?1 AND due_at > ?2 AND due_at <= ?3
            AND coalesce(changed_at, due_at) > ?4
        """
}
