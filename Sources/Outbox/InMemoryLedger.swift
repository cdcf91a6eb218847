/// What the in-memory store holds, and the rules by which it changes.
struct InMemoryLedger: Sendable {
    private(set) var rows: [UInt64: InMemoryRow] = [:]
    private var idsByRepeatKey: [[UInt8]: SubmissionID] = [:]
    /// Refuses everything while set; `closed` once closed.
    var failure: StoreError?

    func check() throws(StoreError) {
        if let failure { throw failure }
    }

    mutating func append(_ submission: NewSubmission) -> Appended {
        if let key = submission.repeatKey, let earlier = idsByRepeatKey[key] { return .duplicate(of: earlier) }
        if let known = rows[submission.id.high] {
            return known.received.id == submission.id ? .duplicate(of: submission.id) : .idTaken
        }
        rows[submission.id.high] = InMemoryRow(submission)
        if let key = submission.repeatKey { idsByRepeatKey[key] = submission.id }
        return .stored
    }

    mutating func claimDue(at moment: Timestamp, limit: Int) -> [Claim] {
        let due = rows.values.compactMap { row in row.dueAt.map { (dueAt: $0, key: row.received.id.high) } }
        let first = due.filter { $0.dueAt <= moment }.sorted { ($0.dueAt, $0.key) < ($1.dueAt, $1.key) }
        let taken = first.prefix(max(0, limit)).map(\.key).sorted()
        return taken.compactMap { rows[$0]?.claim(at: moment) }
    }

    mutating func record(
        _ attempt: Attempt, of claim: Claim, then transition: Transition
    ) throws(StoreError) {
        let key = claim.id.high
        guard let row = row(claim.id), attempt.number == claim.number else { throw .claimLost(claim) }
        if row.ended.contains(where: attempt.isSame(as:)) { return }
        guard row.attemptStartedAt != nil, row.attempts == claim.number else { throw .claimLost(claim) }
        rows[key]?.end(attempt, then: transition)
    }

    mutating func retry(_ ids: [SubmissionID], at moment: Timestamp) -> [SubmissionID] {
        ids.filter { id in row(id) != nil && rows[id.high]?.retry(at: moment) == true }
    }

    func row(_ id: SubmissionID) -> InMemoryRow? {
        rows[id.high].flatMap { $0.received.id == id ? $0 : nil }
    }

    func list(_ filter: SubmissionFilter) -> [SubmissionSummary] {
        let shown = rows.values.filter { row in
            filter.states?.contains(row.state) != false
                && (filter.form == nil || filter.form == row.received.form)
                && (filter.before.map { row.received.id < $0 } ?? true)
        }
        return shown.sorted { $0.received.id > $1.received.id }.prefix(filter.limit).map(\.summary)
    }
}
