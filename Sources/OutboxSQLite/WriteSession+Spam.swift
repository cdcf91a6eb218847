import Outbox

extension WriteSession {
    static let insertVerdictSQL =
        "INSERT OR REPLACE INTO verdicts (id, score, reasons, question) VALUES (?1, ?2, ?3, ?4)"

    /// Keeps what the spam checks made of a new submission.
    func insert(_ verdict: SpamRecord, of key: Int64) throws(StoreError) {
        try insertVerdict.bind(1, key)
        try insertVerdict.bind(2, Int64(verdict.score))
        try insertVerdict.bind(3, blob: verdict.reasons)
        try insertVerdict.bind(4, blob: verdict.question)
        try insertVerdict.run()
    }

    /// A submission that waits for its verdict is pending, and neither due nor under way.
    private static let decideSQL = """
        UPDATE standings SET state = ?3, due_at = ?4, changed_at = ?5, reason = ?6
        WHERE id = ?1 AND id_low = ?2 AND state = \(SubmissionState.pending.code) AND due_at IS NULL
            AND attempt_started_at IS NULL
        """

    /// Answers the question of a submission; false where it moved meanwhile.
    func decide(_ decision: SpamDecision, of id: SubmissionID, at moment: Timestamp) throws(StoreError) -> Bool {
        let key = Int64(bitPattern: id.high)
        let settle = try Statement(
            """
            UPDATE verdicts SET score = ?2, reasons = ?3, question = NULL WHERE id = ?1 AND question IS NOT NULL
                AND EXISTS (SELECT 1 FROM submissions WHERE id = ?1 AND id_low = ?4)
            """, on: connection)
        try settle.bind(1, key)
        try settle.bind(2, Int64(decision.record.score))
        try settle.bind(3, blob: decision.record.reasons)
        try settle.bind(4, Int64(bitPattern: id.low))
        try settle.run()
        guard connection.changes == 1 else { return false }
        let move = try Statement(Self.decideSQL, on: connection)
        try move.bind(id)
        try move.bind(3, decision.state.code)
        try move.bind(4, decision.course == .deliver ? moment.milliseconds : nil)
        try move.bind(5, moment.milliseconds)
        try move.bind(6, text: decision.reason)
        try move.run()
        guard connection.changes == 1 else { return false }
        // An event that a robot named first may still come from a person.
        if decision.state == .spam {
            try connection.execute("DELETE FROM repeats WHERE id = \(key) AND until IS NOT NULL")
        }
        return true
    }

    /// Makes what was taken for spam due; what has no deal becomes unmapped.
    func release(_ ids: [SubmissionID], at moment: Timestamp, by person: String) throws(StoreError) -> [SubmissionID] {
        let diary = try Diary(self, moment, person)
        let hasDeal = "(deal IS NOT NULL OR (SELECT deal IS NOT NULL FROM submissions WHERE submissions.id = ?1))"
        let release = try Statement(
            """
            UPDATE standings
            SET state = iif(\(hasDeal), \(SubmissionState.pending.code), \(SubmissionState.unmapped.code)),
                due_at = iif(\(hasDeal), ?3, NULL), reason = iif(\(hasDeal), NULL, ?4),
                problems = iif(\(hasDeal), NULL, problems),
                changed_at = ?3, pending_since = NULL, attempts_before_round = attempts
            WHERE id = ?1 AND id_low = ?2 AND state = \(SubmissionState.spam.code)
            """, on: connection)
        var changed: [SubmissionID] = []
        for id in ids {
            guard let before = try diary.standing(of: id) else { continue }
            try release.bind(id)
            try release.bind(3, moment.milliseconds)
            try release.bind(4, text: Intervention.releasedWithoutDeal)
            try release.run()
            guard connection.changes == 1 else { continue }
            try diary.note(.released, of: id, before)
            changed.append(id)
        }
        return changed
    }
}
