import Outbox

/// What people do to submissions. Seldom: these statements are prepared when they are needed.
extension WriteSession {
    /// Makes submissions due again, and keeps who asked.
    func retry(_ ids: [SubmissionID], at moment: Timestamp, by person: String) throws(StoreError) -> [SubmissionID] {
        let diary = try Diary(self, moment, person)
        var changed: [SubmissionID] = []
        for id in ids {
            guard let before = try diary.standing(of: id) else { continue }
            guard try retry([id], at: moment) == [id] else { continue }
            try diary.note(.retried, of: id, before)
            changed.append(id)
        }
        return changed
    }

    /// Puts submissions aside.
    func discard(_ ids: [SubmissionID], at moment: Timestamp, by person: String) throws(StoreError) -> [SubmissionID] {
        let diary = try Diary(self, moment, person)
        let discard = try Statement(
            """
            UPDATE standings
            SET state = \(SubmissionState.discarded.code), due_at = NULL, changed_at = ?3
            WHERE id = ?1 AND id_low = ?2 AND attempt_started_at IS NULL
                AND state NOT IN (\(SubmissionState.delivered.code), \(SubmissionState.discarded.code))
            """, on: connection)
        var changed: [SubmissionID] = []
        for id in ids {
            guard let before = try diary.standing(of: id) else { continue }
            try discard.bind(id)
            try discard.bind(3, moment.milliseconds)
            try discard.run()
            guard connection.changes == 1 else { continue }
            try connection.execute("UPDATE fetches SET due_at = NULL WHERE id = \(Int64(bitPattern: id.high))")
            try diary.note(.discarded, of: id, before)
            changed.append(id)
        }
        return changed
    }

    /// Gives submissions other deals, and makes them due.
    func replaceDeals(
        _ changes: [DealChange], at moment: Timestamp, by person: String
    ) throws(StoreError) -> [SubmissionID] {
        let diary = try Diary(self, moment, person)
        let replace = try Statement(
            """
            UPDATE standings
            SET deal = ?3, sought = iif(uncertain_since IS NULL, NULL,
                    coalesce(sought, deal, (SELECT s.deal FROM submissions s WHERE s.id = ?1)))
            WHERE id = ?1 AND id_low = ?2 AND attempt_started_at IS NULL AND state <> \(SubmissionState.delivered.code)
                AND state = ?4 AND attempts = ?6
                AND coalesce(changed_at, (SELECT received_at FROM submissions s WHERE s.id = ?1)) = ?5
            """, on: connection)
        var changed: [SubmissionID] = []
        for change in changes {
            let id = change.seen.id
            guard let before = try diary.standing(of: id) else { continue }
            try replace.bind(id)
            try replace.bind(3, blob: change.deal)
            try replace.bind(4, change.seen.state.code)
            try replace.bind(5, change.seen.changedAt.milliseconds)
            try replace.bind(6, Int64(change.seen.attempts))
            try replace.run()
            guard connection.changes == 1, try retry([id], at: moment) == [id] else { continue }
            try diary.note(change.kind, of: id, before)
            changed.append(id)
        }
        return changed
    }
}

/// Writes down what a person did, and where the submission stood before.
final class Diary {
    private let session: WriteSession
    private let at: Timestamp
    private let person: String
    private let standing: Statement
    private let insert: Statement

    init(_ session: WriteSession, _ at: Timestamp, _ person: String) throws(StoreError) {
        self.session = session
        self.at = at
        self.person = person
        standing = try Statement(
            "SELECT state, reason FROM standings WHERE id = ?1 AND id_low = ?2", on: session.connection)
        insert = try Statement(
            """
            INSERT INTO interventions (submission, number, at, kind, person, before)
            SELECT ?1, (SELECT 1 + count(*) FROM interventions WHERE submission = ?1), ?2, ?3, ?4, ?5
            """, on: session.connection)
    }

    /// Where a submission stands, in words; nil where there is none of that name.
    func standing(of id: SubmissionID) throws(StoreError) -> String? {
        try session.ensureStanding(id)
        defer { standing.reset() }
        try standing.bind(id)
        guard try standing.step(), let state = SubmissionState(code: standing.integer(0)) else { return nil }
        return Intervention.before(state, standing.optionalText(1))
    }

    func note(_ kind: Intervention.Kind, of id: SubmissionID, _ before: String) throws(StoreError) {
        try insert.bind(1, Int64(bitPattern: id.high))
        try insert.bind(2, at.milliseconds)
        try insert.bind(3, kind.code)
        try insert.bind(4, text: person)
        try insert.bind(5, text: before)
        try insert.run()
    }
}
