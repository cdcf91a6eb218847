import Outbox

extension WriteSession {
    static let insertVerdictSQL =
        "INSERT OR REPLACE INTO verdicts (id, score, reasons, question, key, key_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"

    /// Keeps what the spam checks made of a new submission.
    func insert(_ verdict: SpamRecord, of key: Int64) throws(StoreError) {
        try insertVerdict.bind(1, key)
        try insertVerdict.bind(2, Int64(verdict.score))
        try insertVerdict.bind(3, blob: verdict.reasons)
        try insertVerdict.bind(4, blob: verdict.question)
        try insertVerdict.bind(5, blob: verdict.key?.bytes)
        try insertVerdict.bind(6, verdict.key?.ends?.milliseconds)
        try insertVerdict.run()
    }

    /// A submission that waits for its verdict is pending, and neither due nor under way.
    private static let decideSQL = """
        UPDATE standings SET state = ?3, due_at = ?4, changed_at = ?5, reason = ?6
        WHERE id = ?1 AND id_low = ?2 AND state = \(SubmissionState.pending.code) AND due_at IS NULL
            AND attempt_started_at IS NULL
        """

    /// Answers the question of a submission; nil where it moved meanwhile.
    func decide(
        _ decision: SpamDecision, of id: SubmissionID, at moment: Timestamp
    ) throws(StoreError) -> SubmissionState? {
        let key = Int64(bitPattern: id.high)
        let open = try Statement(
            """
            SELECT key, key_until FROM verdicts v JOIN submissions s USING (id)
            WHERE id = ?1 AND s.id_low = ?2 AND question IS NOT NULL
            """, on: connection)
        try open.bind(id)
        guard try open.step() else { return nil }
        let held = open.optionalBytes(0).map { bytes in
            RepeatKey(bytes, ends: open.optionalInteger(1).map(Timestamp.init(milliseconds:)))
        }
        open.reset()
        let settle = try Statement(
            "UPDATE verdicts SET score = ?2, reasons = ?3, question = NULL, key = NULL, key_until = NULL WHERE id = ?1",
            on: connection)
        try settle.bind(1, key)
        try settle.bind(2, Int64(decision.record.score))
        try settle.bind(3, blob: decision.record.reasons)
        try settle.run()
        var (state, reason) = (decision.state, decision.reason)
        if let held, state != .spam, let earlier = try earlier(held, at: moment), earlier != id {
            (state, reason) = (.discarded, NewSubmission.repeatReason(earlier))
        }
        let move = try Statement(Self.decideSQL, on: connection)
        try move.bind(id)
        try move.bind(3, state.code)
        try move.bind(4, state == .pending ? moment.milliseconds : nil)
        try move.bind(5, moment.milliseconds)
        try move.bind(6, text: reason)
        try move.run()
        guard connection.changes == 1 else { return nil }
        if state == .spam {
            // An event that a robot named first may still come from a person.
            try connection.execute("DELETE FROM repeats WHERE id = \(key) AND until IS NOT NULL")
        } else if let held, state != .discarded {
            try keep(held, of: id)
        }
        return state
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
