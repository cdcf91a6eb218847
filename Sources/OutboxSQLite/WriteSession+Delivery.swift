import Outbox

extension WriteSession {
    /// All at once, by a JSON array of keys: a statement for each takes half as long again. The field that carried the id in an attempt whose
    /// outcome is not known stays, until that is settled; so does its board.
    static let claimSQL = """
        UPDATE standings
        SET attempt_started_at = ?2, due_at = NULL, attempts = attempts + 1, lease_owner = ?3, lease_until = ?4,
            pending_since = coalesce(pending_since, ?2), reference = iif(uncertain_since IS NULL, ?5, reference),
            board = iif(uncertain_since IS NULL, ?6, board)
        WHERE id IN (SELECT value FROM json_each(?1))
        """

    static let claimedSQL = """
        SELECT s.id_low, s.form, coalesce(p.deal, s.deal), p.attempts, p.attempts_before_round, p.pending_since,
            s.received_at, p.uncertain_since, p.reference, s.id, p.board, p.sought
        FROM json_each(?1) k CROSS JOIN standings p ON p.id = k.value CROSS JOIN submissions s ON s.id = p.id
        """

    /// It was due since it was changed, at the latest: what is given back by a clock that runs ahead does not wait for that clock's time.
    static let giveBackSQL = """
        UPDATE standings
        SET attempt_started_at = NULL, due_at = min(?5, coalesce(changed_at, ?5)), attempts = attempts - 1, lease_owner = NULL,
            lease_until = NULL,
            pending_since = iif(attempts - 1 = attempts_before_round, NULL, pending_since)
        WHERE id = ?1 AND id_low = ?2 AND attempts = ?3 AND attempt_started_at = ?4
        """

    /// Whether a claim is under way still.
    static let findClaimSQL = """
        SELECT 1 FROM standings WHERE id = ?1 AND id_low = ?2 AND attempts = ?3 AND attempt_started_at = ?4
        """

    /// `OR FAIL` for speed: SQLite's own way would copy every page that this changes, and its trigger, before it changes it, to take half a
    /// change back. There is none to take back: what a row of `attempts` may not be is found before anything is written, and the trigger
    /// writes nothing that such a row may not hold. That the claim is under way is asked before, and not here, for speed too: beside a trigger,
    /// SQLite writes what it selects to a table of its own first.
    static let endAttemptSQL = """
        INSERT OR FAIL INTO attempts (
            submission, number, started_at, ended_at, outcome, detail, state, due_at, deal_id, lead_id, reason, problems,
            uncertain_since)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """

    static let findAttemptSQL = """
        SELECT 1 FROM attempts JOIN standings ON id = submission
        WHERE submission = ?1 AND id_low = ?2 AND number = ?3 AND started_at = ?4 AND outcome = ?5
        """

    /// Whoever has one sent that is held has been told where its deal may be.
    static let retrySQL = """
        UPDATE standings
        SET state = \(SubmissionState.pending.code), due_at = iif(\(hasDeal), ?3, NULL), changed_at = ?3, pending_since = NULL,
            attempts_before_round = attempts, reason = NULL, problems = NULL,
            board = iif(state = \(SubmissionState.held.code), NULL, board)
        WHERE id = ?1 AND id_low = ?2 AND state <> \(SubmissionState.delivered.code) AND attempt_started_at IS NULL
            AND (\(hasDeal) OR EXISTS (SELECT 1 FROM fetches f WHERE f.id = ?1 AND f.answer IS NULL))
        """
    private static let hasDeal =
        "(deal IS NOT NULL OR (SELECT deal IS NOT NULL FROM submissions WHERE submissions.id = ?1))"

    /// Marks what is due as under way: form by form in turn, so that a flood in one leaves the others' moving; in each form, those
    /// that have been due longest.
    func claim(_ request: ClaimRequest) throws(StoreError) -> [Claim] {
        guard request.limit > 0 else { return [] }
        try sort(atMost: max(Self.sortedTogether, request.limit), at: request.moment)
        var queues: [(form: String, due: [Int64])] = []
        for form in try formsWithPending() where request.forms.contains(form) {
            let due = try due(of: form, request)
            if !due.isEmpty { queues.append((form, due)) }
        }
        let first = queues.firstIndex { $0.form > lastServedForm } ?? 0
        queues = Array(queues[first...] + queues[..<first])
        var keys: [Int64] = []
        var place = 0
        while keys.count < request.limit, queues.contains(where: { place < $0.due.count }) {
            for queue in queues where place < queue.due.count && keys.count < request.limit {
                keys.append(queue.due[place])
                lastServedForm = queue.form
            }
            place += 1
        }
        return keys.isEmpty ? [] : try claim(keys.sorted(), request)
    }

    /// What is due of a form: the oldest first, and in front of a longer backlog some of the newest.
    private func due(of form: String, _ request: ClaimRequest) throws(StoreError) -> [Int64] {
        let due = try due(of: form, dueOfForm, until: request.moment, request.limit)
        guard request.newest > 0, due.count == request.limit else { return due }
        let newest = try self.due(of: form, newestOfForm, until: request.moment, request.newest)
        return newest + due.filter { !newest.contains($0) }
    }

    private func due(
        of form: String, _ statement: borrowing Statement, until moment: Timestamp, _ limit: Int
    ) throws(StoreError) -> [Int64] {
        try statement.bind(1, text: form)
        try statement.bind(2, moment.milliseconds)
        try statement.bind(3, Int64(limit))
        var due: [Int64] = []
        while try statement.step() { due.append(statement.integer(0)) }
        return due
    }

    private func claim(_ keys: [Int64], _ request: ClaimRequest) throws(StoreError) -> [Claim] {
        let list = "[" + keys.map(String.init).joined(separator: ",") + "]"
        try claim.bind(1, text: list)
        try claim.bind(2, request.moment.milliseconds)
        try claim.bind(3, request.lease.owner)
        try claim.bind(4, request.lease.until.milliseconds)
        try claim.bind(5, text: request.reference)
        try claim.bind(6, request.board)
        try claim.run()
        try claimed.bind(1, text: list)
        var claims: [Claim] = []
        claims.reserveCapacity(keys.count)
        while try claimed.step() {
            if let claim = claimed.claim(request) { claims.append(claim) }
        }
        return claims
    }

    /// Takes claims back as if they had not been.
    func giveBack(_ claims: [Claim], at moment: Timestamp) throws(StoreError) {
        for claim in claims {
            try giveBack.bind(1, Int64(bitPattern: claim.id.high))
            try giveBack.bind(2, Int64(bitPattern: claim.id.low))
            try giveBack.bind(3, Int64(claim.number))
            try giveBack.bind(4, claim.startedAt.milliseconds)
            // A first attempt goes back to its place in the order of arrival.
            try giveBack.bind(5, (claim.number == 1 ? min(claim.receivedAt, moment) : moment).milliseconds)
            try giveBack.run()
        }
    }

    private func isUnderWay(_ id: SubmissionID, _ attempt: Attempt) throws(StoreError) -> Bool {
        defer { findClaim.reset() }
        try findClaim.bind(1, Int64(bitPattern: id.high))
        try findClaim.bind(2, Int64(bitPattern: id.low))
        try findClaim.bind(3, Int64(attempt.number))
        try findClaim.bind(4, attempt.startedAt.milliseconds)
        return try findClaim.step()
    }

    /// Ends an attempt and moves its submission, in one statement.
    func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) throws(StoreError) {
        guard attempt.number == claim.number else { throw .claimLost(claim) }
        if try isUnderWay(claim.id, attempt) {
            try endAttempt.bindEnd(of: claim.id, attempt, transition)
            return try endAttempt.run()
        }
        defer { findAttempt.reset() }
        try findAttempt.bind(1, Int64(bitPattern: claim.id.high))
        try findAttempt.bind(2, Int64(bitPattern: claim.id.low))
        try findAttempt.bind(3, Int64(attempt.number))
        try findAttempt.bind(4, attempt.startedAt.milliseconds)
        try findAttempt.bind(5, attempt.outcome.code)
        guard try findAttempt.step() else { throw .claimLost(claim) }
    }

    /// Ends several attempts: each by one statement, of which an error leaves nothing. Throws only what ends the transaction.
    func record(_ ends: [AttemptEnd]) throws(StoreError) -> [StoreError?] {
        var errors: [StoreError?] = []
        errors.reserveCapacity(ends.count)
        for end in ends {
            do throws(StoreError) {
                try record(end.attempt, of: end.claim, then: end.transition)
                errors.append(nil)
            } catch {
                guard error.concernsOneChange else { throw error }
                errors.append(error)
            }
        }
        return errors
    }

    /// Makes submissions due again, as a person asks.
    func retry(_ ids: [SubmissionID], at moment: Timestamp) throws(StoreError) -> [SubmissionID] {
        var changed: [SubmissionID] = []
        for id in ids {
            try ensureStanding(id)
            try retry.bind(1, Int64(bitPattern: id.high))
            try retry.bind(2, Int64(bitPattern: id.low))
            try retry.bind(3, moment.milliseconds)
            try retry.run()
            guard connection.changes == 1 else { continue }
            changed.append(id)
            try retryFetch.bind(1, Int64(bitPattern: id.high))
            try retryFetch.bind(2, moment.milliseconds)
            try retryFetch.run()
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
        try bind(2, Int64(attempt.number))
        try bind(3, attempt.startedAt.milliseconds)
        try bind(4, attempt.endedAt.milliseconds)
        try bind(5, attempt.outcome.code)
        try bind(6, text: attempt.detail)
        try bind(7, transition.state.code)
        for parameter: Int32 in 8...12 { try bindNull(parameter) }
        try bind(13, transition.uncertainty?.since.milliseconds)
        switch transition {
        case .delivered(let dealID, let leadID):
            try bind(9, dealID)
            try bind(10, leadID)
        case .retry(let moment, let reason), .look(let moment, _, let reason):
            try bind(8, moment.milliseconds)
            try bind(11, text: reason)
        case .held(let reason, _):
            try bind(11, text: reason)
        case .failed(let reason, let problems):
            try bind(11, text: reason)
            try bind(12, blob: problems)
        }
    }

    /// The claim that the row stands for, which was claimed by this request.
    fileprivate func claim(_ request: ClaimRequest) -> Claim? {
        guard let id = submissionID(9, 0) else { return nil }
        let number = Int(integer(3))
        let uncertainty = optionalInteger(7).map {
            Uncertainty(
                since: Timestamp(milliseconds: $0), reference: optionalText(8), board: optionalInteger(10),
                sent: optionalBytes(11))
        }
        return Claim(
            id: id, form: text(1), deal: bytes(2), number: number, numberInRound: number - Int(integer(4)),
            triedSince: Timestamp(milliseconds: integer(5)), receivedAt: Timestamp(milliseconds: integer(6)),
            startedAt: request.moment, lease: request.lease, uncertainty: uncertainty)
    }

    /// The id whose halves stand in two columns.
    func submissionID(_ high: Int32, _ low: Int32) -> SubmissionID? {
        SubmissionID(high: UInt64(bitPattern: integer(high)), low: UInt64(bitPattern: integer(low)))
    }
}
