import Synchronization

/// A store that forgets: for tests and for trying things out. It keeps the contract but for the disk.
public final class InMemoryStore: SubmissionStore {
    private let ledger = Mutex(InMemoryLedger())

    /// An empty store.
    public init() {}

    /// Makes every call fail with this error, as a full disk would, until called with nil. No effect once closed.
    public func fail(with error: StoreError?) {
        ledger.withLock { ledger in
            if ledger.failure?.code != .closed { ledger.failure = error }
        }
    }

    /// Stores a batch and calls `whenDone` before it returns.
    public func append(_ batch: [NewSubmission], whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void)
    {
        let result = ledger.withLock { ledger -> Result<[Appended], StoreError> in
            if let failure = ledger.failure { return .failure(failure) }
            return .success(batch.map { ledger.append($0) })
        }
        whenDone(result)
    }

    /// Takes what is due.
    public func claim(_ request: ClaimRequest) async throws(StoreError) -> [Claim] {
        try change { ledger in ledger.claim(request) }
    }

    /// Gives claims back of which nothing was sent.
    public func giveBack(_ claims: [Claim], at moment: Timestamp) async throws(StoreError) {
        try change { ledger in ledger.giveBack(claims, at: moment) }
    }

    /// Ends what others left under way past its lease; returns how many.
    public func endLeases(at moment: Timestamp, exceptOf owner: Int64) async throws(StoreError) -> Int {
        try change { ledger in ledger.endLeases(at: moment, exceptOf: owner) }
    }

    /// Makes due what a clock that ran ahead gave its time; returns how many.
    public func endWaits(changedAfter limit: Timestamp, at moment: Timestamp) async throws(StoreError) -> Int {
        try change { ledger in ledger.endWaits(changedAfter: limit, at: moment) }
    }

    /// Submissions of which nobody knows whether their deal was made.
    public func uncertain() async throws(StoreError) -> [UncertainSubmission] {
        try change { ledger in
            ledger.rows.values.compactMap(\.uncertain).sorted { $0.id < $1.id }.prefix(1000).map { $0 }
        }
    }

    /// Those of some leads that were made for a submission of this store.
    public func knownLeads(among ids: Set<Int64>) async throws(StoreError) -> Set<Int64> {
        try change { ledger in ids.intersection(ledger.rows.values.compactMap(\.leadID)) }
    }

    /// Records the end of a claim's attempt.
    public func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) async throws(StoreError) {
        try change { ledger throws(StoreError) in try ledger.record(attempt, of: claim, then: transition) }
    }

    /// When the next submission of some forms is due.
    public func nextDue(of forms: FormSelection) async throws(StoreError) -> Timestamp? {
        try change { ledger in ledger.rows.values.filter { forms.contains($0.received.form) }.compactMap(\.dueAt).min()
        }
    }

    /// One submission, whole.
    public func submission(_ id: SubmissionID) async throws(StoreError) -> Submission? {
        try change { ledger in ledger.row(id)?.submission }
    }

    /// The submissions a filter lets through, newest first.
    public func list(_ filter: SubmissionFilter) async throws(StoreError) -> [SubmissionSummary] {
        try change { ledger in ledger.list(filter).map(\.summary) }
    }

    /// The ended attempts of a submission, first to last.
    public func attempts(of id: SubmissionID) async throws(StoreError) -> [Attempt] {
        try change { ledger in ledger.row(id)?.ended ?? [] }
    }

    /// How many submissions stand in each state, of one form or of all.
    public func counts(form: String?) async throws(StoreError) -> SubmissionCounts {
        try change { ledger in
            ledger.rows.values.reduce(into: SubmissionCounts()) { counts, row in
                if form == nil || form == row.received.form { counts[row.state] += 1 }
            }
        }
    }

    /// What may need a person, and since when something is pending.
    public func survey() async throws(StoreError) -> Survey {
        try change { ledger in ledger.survey() }
    }

    /// Makes submissions due again; returns which.
    public func retry(_ ids: [SubmissionID], at moment: Timestamp) async throws(StoreError) -> [SubmissionID] {
        try change { ledger in ledger.retry(ids, at: moment) }
    }

    /// The newest id.
    public func latestID() async throws(StoreError) -> SubmissionID? {
        try change { ledger in ledger.rows.values.map(\.received.id).max() }
    }

    /// Keeps something under a name.
    public func keep(_ note: String, as name: String) async throws(StoreError) {
        try change { ledger in ledger.notes[name] = note }
    }

    /// What was kept under a name.
    public func note(_ name: String) async throws(StoreError) -> String? {
        try change { ledger in ledger.notes[name] }
    }

    /// Whether the store can store.
    public func isReady() async -> Bool {
        ledger.withLock { $0.failure == nil }
    }

    /// Closes the store after all that waits.
    public func close() async {
        ledger.withLock { $0.failure = .closed }
    }

    func change<Value: Sendable>(
        _ body: (inout InMemoryLedger) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try ledger.withLock { ledger throws(StoreError) in
            try ledger.check()
            return try body(&ledger)
        }
    }
}
