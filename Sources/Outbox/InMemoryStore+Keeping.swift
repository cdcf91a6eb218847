extension InMemoryStore: KeptStore {
    /// Makes submissions due again, and keeps who asked.
    public func retry(
        _ ids: [SubmissionID], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try change { ledger in ledger.retry(ids, at: moment, by: person) }
    }

    /// Puts submissions aside.
    public func discard(
        _ ids: [SubmissionID], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try change { ledger in ledger.discard(ids, at: moment, by: person) }
    }

    /// Gives submissions other deals.
    public func replaceDeals(
        _ changes: [DealChange], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try change { ledger in ledger.replaceDeals(changes, at: moment, by: person) }
    }

    /// Makes what was taken for spam due.
    public func release(
        _ ids: [SubmissionID], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try change { ledger in ledger.release(ids, at: moment, by: person) }
    }

    /// The submissions that wait for a verdict.
    public func questions(after id: SubmissionID?, limit: Int) async throws(StoreError) -> [SpamQuestion] {
        try change { ledger in ledger.questions(after: id, limit: limit) }
    }

    /// Answers the question of a submission.
    public func decide(
        _ decision: SpamDecision, of id: SubmissionID, at moment: Timestamp
    ) async throws(StoreError) -> SubmissionState? {
        try change { ledger in ledger.decide(decision, of: id, at: moment) }
    }

    /// What the spam checks made of submissions.
    public func verdicts(of ids: [SubmissionID]) async throws(StoreError) -> [SubmissionID: SpamRecord] {
        try change { ledger in ledger.verdicts(of: ids) }
    }

    /// What people did to a submission.
    public func interventions(of id: SubmissionID) async throws(StoreError) -> [Intervention] {
        try change { ledger in ledger.row(id)?.interventions ?? [] }
    }

    /// Submissions, whole, newest first.
    public func whole(
        _ filter: SubmissionFilter, bytes: Int, holding sought: [Sought]
    ) async throws(StoreError) -> [KeptSubmission] {
        try change { ledger in
            var all = filter
            if !sought.isEmpty { all.limit = .max }
            var size = 0
            let found = ledger.list(all).map {
                KeptSubmission(
                    $0.submission, attempts: $0.ended, interventions: $0.interventions, verdict: $0.verdict,
                    fetches: $0.fetch?.ended ?? [])
            }.filter { $0.holds(anyOf: sought) }
            return found.prefix(filter.limit).prefix { kept in
                defer { size += kept.submission.content.count }
                return size == 0 || size + kept.submission.content.count <= bytes
            }
        }
    }

    /// The file of that key.
    public func file(_ key: String) async throws(StoreError) -> StoredFile? {
        try change { ledger in ledger.rows.values.lazy.compactMap { $0.received.file(key) }.first }
    }

    /// Those of some keys that a file has.
    public func knownFiles(among keys: [String]) async throws(StoreError) -> Set<String> {
        try change { ledger in
            Set(ledger.rows.values.flatMap { $0.received.files ?? [] }.compactMap(\.key)).intersection(keys)
        }
    }

    /// Removes submissions for good.
    public func erase(_ ids: [SubmissionID]) async throws(StoreError) -> Erased {
        try change { ledger in ledger.erase(ids) }
    }

    /// There is no history beside what it holds.
    public func clearHistory() async throws(StoreError) -> Bool {
        try change { _ in true }
    }

    /// Removes what is older than it is kept.
    public func tidy(_ retention: Retention, at moment: Timestamp) async throws(StoreError) -> Tidied {
        try change { ledger in ledger.tidy(retention, at: moment) }
    }
}
