import Outbox

extension WriteSession {
    static let claimSQL = """
        UPDATE submissions SET attempt_started_at = ?1, due_at = NULL, attempts = attempts + 1
        WHERE id IN (
            SELECT id FROM submissions WHERE state = \(SubmissionState.pending.code) AND due_at <= ?1
            ORDER BY due_at LIMIT ?2)
        RETURNING id, id_low, form, deal, attempts, attempts_before_round, coalesce(pending_since, received_at), received_at
        """

    static let endAttemptSQL = """
        INSERT INTO attempts (
            submission, number, started_at, ended_at, outcome, detail, state, due_at, deal_id, lead_id, reason, problems)
        SELECT id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM submissions
        WHERE id = ?1 AND id_low = ?2 AND attempts = ?3 AND attempt_started_at IS NOT NULL
        """

    static let findAttemptSQL = """
        SELECT 1 FROM attempts JOIN submissions ON id = submission
        WHERE submission = ?1 AND id_low = ?2 AND number = ?3 AND started_at = ?4 AND outcome = ?5
        """

    static let retrySQL = """
        UPDATE submissions
        SET state = \(SubmissionState.pending.code), due_at = ?3, changed_at = ?3, pending_since = ?3,
            attempts_before_round = attempts, reason = NULL, problems = NULL
        WHERE id = ?1 AND id_low = ?2 AND state <> \(SubmissionState.delivered.code) AND attempt_started_at IS NULL
            AND deal IS NOT NULL
        """

    /// Marks what is due as under way.
    func claimDue(at moment: Timestamp, limit: Int) throws(StoreError) -> [Claim] {
        try claim.bind(1, moment.milliseconds)
        try claim.bind(2, Int64(max(0, limit)))
        var claims: [Claim] = []
        while try claim.step() {
            guard let id = claim.submissionID(0, 1) else { continue }
            let number = Int(claim.integer(4))
            claims.append(
                Claim(
                    id: id, form: claim.text(2), deal: claim.bytes(3), number: number,
                    numberInRound: number - Int(claim.integer(5)),
                    pendingSince: Timestamp(milliseconds: claim.integer(6)),
                    receivedAt: Timestamp(milliseconds: claim.integer(7)), startedAt: moment))
        }
        return claims.sorted { $0.id < $1.id }
    }

    /// Ends an attempt and moves its submission, in one statement.
    func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) throws(StoreError) {
        guard attempt.number == claim.number else { throw .claimLost(claim) }
        try endAttempt.bindEnd(of: claim.id, attempt, transition)
        try endAttempt.run()
        if connection.changes == 1 { return }
        defer { findAttempt.reset() }
        try findAttempt.bind(1, Int64(bitPattern: claim.id.high))
        try findAttempt.bind(2, Int64(bitPattern: claim.id.low))
        try findAttempt.bind(3, Int64(attempt.number))
        try findAttempt.bind(4, attempt.startedAt.milliseconds)
        try findAttempt.bind(5, attempt.outcome.code)
        guard try findAttempt.step() else { throw .claimLost(claim) }
    }

    /// Makes submissions due again, as a person asks.
    func retry(_ ids: [SubmissionID], at moment: Timestamp) throws(StoreError) -> [SubmissionID] {
        var changed: [SubmissionID] = []
        for id in ids {
            try retry.bind(1, Int64(bitPattern: id.high))
            try retry.bind(2, Int64(bitPattern: id.low))
            try retry.bind(3, moment.milliseconds)
            try retry.run()
            if connection.changes == 1 { changed.append(id) }
        }
        return changed
    }
}

extension Statement {
    /// Binds the parameters of the statement that ends an attempt.
    fileprivate func bindEnd(
        of id: SubmissionID, _ attempt: Attempt, _ transition: Transition
    ) throws(StoreError) {
        try bind(1, Int64(bitPattern: id.high))
        try bind(2, Int64(bitPattern: id.low))
        try bind(3, Int64(attempt.number))
        try bind(4, attempt.startedAt.milliseconds)
        try bind(5, attempt.endedAt.milliseconds)
        try bind(6, attempt.outcome.code)
        try bind(7, text: attempt.detail)
        try bind(8, transition.state.code)
        for parameter: Int32 in 9...13 { try bindNull(parameter) }
        switch transition {
        case .delivered(let dealID, let leadID):
            try bind(10, dealID)
            try bind(11, leadID)
        case .retry(let moment, let reason):
            try bind(9, moment.milliseconds)
            try bind(12, text: reason)
        case .held(let reason):
            try bind(12, text: reason)
        case .failed(let reason, let problems):
            try bind(12, text: reason)
            try bind(13, blob: problems)
        }
    }

    /// The id whose halves stand in two columns.
    func submissionID(_ high: Int32, _ low: Int32) -> SubmissionID? {
        SubmissionID(high: UInt64(bitPattern: integer(high)), low: UInt64(bitPattern: integer(low)))
    }
}
