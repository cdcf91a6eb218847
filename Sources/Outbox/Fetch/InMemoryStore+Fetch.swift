extension InMemoryStore {
    /// The submissions whose next try is due.
    public func fetches(dueAt moment: Timestamp, limit: Int) async throws(StoreError) -> [FetchTask] {
        try change { ledger in
            let due = ledger.rows.values.filter { $0.fetch?.dueAt.map { $0 <= moment } ?? false }
            return due.sorted { left, right in
                (left.fetch?.dueAt ?? moment, left.received.id) < (right.fetch?.dueAt ?? moment, right.received.id)
            }.prefix(limit).compactMap { row in
                row.fetch.map { fetch in
                    FetchTask(
                        id: row.received.id, attempts: fetch.ended.count,
                        attemptsBeforeRound: fetch.attemptsBeforeRound, triedSince: fetch.triedSince)
                }
            }
        }
    }

    /// When the next try is due.
    public func nextFetch() async throws(StoreError) -> Timestamp? {
        try change { ledger in ledger.rows.values.compactMap { $0.fetch?.dueAt }.min() }
    }

    /// Records a try.
    public func record(_ end: FetchEnd, of id: SubmissionID) async throws(StoreError) -> Bool {
        try change { ledger in
            guard let row = ledger.row(id), let fetch = row.fetch, fetch.ended.count + 1 == end.attempt.number else {
                return false
            }
            let key = id.high
            let waits = fetch.dueAt != nil
            ledger.rows[key]?.fetch?.end(end)
            ledger.rows[key]?.fetch?.dueAt = waits ? end.nextTry : nil
            guard waits, row.state == .pending, row.dueAt == nil, row.attemptStartedAt == nil else { return false }
            ledger.rows[key]?.state = end.state
            ledger.rows[key]?.changedAt = end.attempt.endedAt
            ledger.rows[key]?.reason = end.reason
            ledger.rows[key]?.problems = end.problems
            ledger.rows[key]?.changedDeal = end.deal ?? row.changedDeal
            if case .deliver = end.course { ledger.rows[key]?.dueAt = end.attempt.endedAt }
            return true
        }
    }

    /// The ended tries of a submission.
    public func fetchAttempts(of id: SubmissionID) async throws(StoreError) -> [FetchAttempt] {
        try change { ledger in ledger.row(id)?.fetch?.ended ?? [] }
    }
}
