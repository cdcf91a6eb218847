import Outbox
import Synchronization

/// An in-memory store that tells of every end of an attempt, and can be made to refuse some calls.
final class WatchedStore: SubmissionStore {
    struct Recorded: Sendable {
        let id: SubmissionID
        let attempt: Attempt
        let transition: Transition
    }

    struct Failing {
        /// So many calls of `record` fail, with this error, before they work again.
        var records = 0
        var recordError = StoreError(.full, "the disk is full")
        /// So many calls of `claimDue` fail.
        var claims = 0
        /// So many calls of `giveBack` fail.
        var givesBack = 0
    }

    let inner = InMemoryStore()
    /// Ends of attempts that are stored.
    let recorded = EventList<Recorded>()
    /// Calls that were made to fail.
    let failures = EventList<StoreError>()
    let failing = Mutex(Failing())
    /// How many each claim took that took any.
    let claimed = EventList<Int>()
    /// How many were given back each time.
    let gaveBack = EventList<Int>()
    /// What their answers wait for, where there is one.
    let claimGate = Mutex<Gate?>(nil)
    /// The names of what was kept, and of what was asked for.
    let kept = EventList<String>()
    let noted = EventList<String>()

    func append(_ batch: [NewSubmission], whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void) {
        inner.append(batch, whenDone: whenDone)
    }

    func claim(_ request: ClaimRequest) async throws(StoreError) -> [Claim] {
        let fails = failing.withLock { failing in
            failing.claims -= 1
            return failing.claims >= 0
        }
        if fails { throw told(StoreError(.busy, "busy")) }
        let claims = try await inner.claim(request)
        if !claims.isEmpty {
            claimed.append(claims.count)
            await claimGate.withLock { $0 }?.wait()
        }
        return claims
    }

    func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) async throws(StoreError) {
        let error = failing.withLock { failing in
            failing.records -= 1
            return failing.records >= 0 ? failing.recordError : nil
        }
        if let error { throw told(error) }
        try await inner.record(attempt, of: claim, then: transition)
        recorded.append(Recorded(id: claim.id, attempt: attempt, transition: transition))
    }

    private func told(_ error: StoreError) -> StoreError {
        failures.append(error)
        return error
    }

    func giveBack(_ claims: [Claim], at moment: Timestamp) async throws(StoreError) {
        let fails = failing.withLock { failing in
            failing.givesBack -= 1
            return failing.givesBack >= 0
        }
        if fails { throw told(StoreError(.full, "the disk is full")) }
        try await inner.giveBack(claims, at: moment)
        gaveBack.append(claims.count)
    }
    func endLeases(at moment: Timestamp, exceptOf owner: Int64) async throws(StoreError) -> Int {
        try await inner.endLeases(at: moment, exceptOf: owner)
    }
    func endWaits(changedAfter limit: Timestamp, at moment: Timestamp) async throws(StoreError) -> Int {
        try await inner.endWaits(changedAfter: limit, at: moment)
    }
    func uncertain() async throws(StoreError) -> [UncertainSubmission] { try await inner.uncertain() }
    func knownLeads(among ids: Set<Int64>) async throws(StoreError) -> Set<Int64> {
        try await inner.knownLeads(among: ids)
    }
    func nextDue(of forms: FormSelection) async throws(StoreError) -> Timestamp? { try await inner.nextDue(of: forms) }
    func submission(_ id: SubmissionID) async throws(StoreError) -> Submission? { try await inner.submission(id) }
    func list(_ filter: SubmissionFilter) async throws(StoreError) -> [SubmissionSummary] {
        try await inner.list(filter)
    }
    func attempts(of id: SubmissionID) async throws(StoreError) -> [Attempt] { try await inner.attempts(of: id) }
    func counts(form: String?) async throws(StoreError) -> SubmissionCounts { try await inner.counts(form: form) }
    func retry(_ ids: [SubmissionID], at moment: Timestamp) async throws(StoreError) -> [SubmissionID] {
        try await inner.retry(ids, at: moment)
    }
    func survey() async throws(StoreError) -> Survey { try await inner.survey() }
    func latestID() async throws(StoreError) -> SubmissionID? { try await inner.latestID() }
    func keep(_ note: String, as name: String) async throws(StoreError) {
        try await inner.keep(note, as: name)
        kept.append(name)
    }
    func note(_ name: String) async throws(StoreError) -> String? {
        defer { noted.append(name) }
        return try await inner.note(name)
    }
    func isReady() async -> Bool { await inner.isReady() }
    func close() async { await inner.close() }
}
