/// Where submissions are kept. One contract for all stores; one test for all of them.
///
/// Every change is on disk when its answer comes. All that waits at one time shares one transaction and one sync.
/// After an error nothing is taken for stored; the store recovers by itself at the next call, when the cause is gone.
public protocol SubmissionStore: AnyObject, Sendable {
    /// Stores a batch, from any thread, without waiting.
    ///
    /// `whenDone` is called once, on a thread of the store's (or before `append` returns, so hold no lock), with one
    /// result for each submission in order, after everything is committed and synced; or with an error, and then
    /// none of the batch counts as stored.
    func append(_ batch: [NewSubmission], whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void)

    /// The same, for one whose `whenDone` only leaves the result where `sleeper` finds it: `sleeper` is woken afterwards, and only once
    /// for all of its batches that were settled together.
    func append(
        _ batch: [NewSubmission], waking sleeper: any Wakeable,
        whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void)

    /// Takes submissions that are due, in the order of arrival; each is marked on disk as under way since `moment`, with its lease.
    ///
    /// Forms take turns, so that a flood in one leaves the others' moving; in a form, those go first that have been due longest. One
    /// whose earlier attempt may have made the deal comes with that ``Claim/uncertainty``, until the end of an attempt settles it.
    func claim(_ request: ClaimRequest) async throws(StoreError) -> [Claim]

    /// Gives claims back of which nothing was sent: they are due at `moment`, as if they had not been taken. Those that are not under
    /// way any more are passed over.
    func giveBack(_ claims: [Claim], at moment: Timestamp) async throws(StoreError)

    /// Ends the attempts whose lease has run out, of other owners than this one, as interrupted: what they did is not known, so that
    /// they are due at `moment` to be looked for.
    /// - Returns: how many.
    func endLeases(at moment: Timestamp, exceptOf owner: Int64) async throws(StoreError) -> Int

    /// Makes due at `moment` what waits for a later one though it was last changed after `limit`, which is to come: a clock that ran ahead
    /// gave it its time. In steps that do not hold up what is stored.
    /// - Returns: how many.
    func endWaits(changedAfter limit: Timestamp, at moment: Timestamp) async throws(StoreError) -> Int

    /// Submissions of which nobody knows whether their deal was made, waiting to be looked for or held, oldest first, at most 1,000.
    func uncertain() async throws(StoreError) -> [UncertainSubmission]

    /// Those of some leads that were made for a submission of this store.
    func knownLeads(among ids: Set<Int64>) async throws(StoreError) -> Set<Int64>

    /// Records how a claim's attempt ended, and where the submission goes.
    ///
    /// Recording the same end again succeeds and changes nothing, so a caller may repeat it after an error.
    /// - Throws: `claimLost` where the claim is not under way any more.
    func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) async throws(StoreError)

    /// Records how several attempts ended, each as ``record(_:of:then:)`` does, from any thread, without waiting: one that cannot be
    /// recorded leaves the others alone.
    ///
    /// `whenDone` is called once, on a thread that must not wait or work, with each one's error, in order; nil where it is on disk.
    func record(_ ends: [AttemptEnd], whenDone: @escaping @Sendable ([StoreError?]) -> Void)

    /// When the next submission of some forms is due, also in the past; nil where none waits.
    ///
    /// It always reads what is stored now. Another process may make submissions due, so ask again each second or so.
    func nextDue(of forms: FormSelection) async throws(StoreError) -> Timestamp?

    /// The submission of that name, whole; nil where there is none.
    func submission(_ id: SubmissionID) async throws(StoreError) -> Submission?

    /// The submissions that a filter lets through, newest first.
    func list(_ filter: SubmissionFilter) async throws(StoreError) -> [SubmissionSummary]

    /// The ended attempts of a submission, first to last.
    func attempts(of id: SubmissionID) async throws(StoreError) -> [Attempt]

    /// How many submissions stand in each state, of one form or of all.
    func counts(form: String?) async throws(StoreError) -> SubmissionCounts

    /// What may need a person, and since when something is pending, as of one moment. Cheap enough to be asked each minute.
    func survey() async throws(StoreError) -> Survey

    /// Makes submissions due at `moment`, for a new round of attempts, as a person asks.
    ///
    /// It applies to every submission with a deal that is not delivered and not under way. Where the deal may have been made, it is looked
    /// for first.
    /// - Returns: the ids it applied to, in the order given.
    func retry(_ ids: [SubmissionID], at moment: Timestamp) async throws(StoreError) -> [SubmissionID]

    /// The newest id; nil in an empty store. New ids begin after it.
    func latestID() async throws(StoreError) -> SubmissionID?

    /// Keeps something of the courier's own in the place of what it kept under that name before.
    func keep(_ note: String, as name: String) async throws(StoreError)

    /// What was kept under a name; nil where nothing was.
    func note(_ name: String) async throws(StoreError) -> String?

    /// Whether the store can store, found out by writing and syncing.
    func isReady() async -> Bool

    /// Commits all that waits and closes the store. What comes later gets the error `closed`. Closing twice is no error.
    func close() async
}

extension SubmissionStore {
    /// Stores a batch, and wakes for it alone.
    public func append(
        _ batch: [NewSubmission], waking sleeper: any Wakeable,
        whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void
    ) {
        append(batch) { result in
            whenDone(result)
            sleeper.wake()
        }
    }

    /// Stores a batch, and waits until it is committed and synced.
    public func append(_ batch: [NewSubmission]) async throws(StoreError) -> [Appended] {
        let result = await withCheckedContinuation { continuation in
            append(batch) { result in continuation.resume(returning: result) }
        }
        return try result.get()
    }

    /// Records them one by one.
    public func record(_ ends: [AttemptEnd], whenDone: @escaping @Sendable ([StoreError?]) -> Void) {
        Task {
            var errors: [StoreError?] = []
            for end in ends {
                do throws(StoreError) {
                    try await record(end.attempt, of: end.claim, then: end.transition)
                    errors.append(nil)
                } catch {
                    errors.append(error)
                }
            }
            whenDone(errors)
        }
    }

    /// Takes at most `limit` submissions of any form that are due, by a lease that does not end.
    public func claimDue(at moment: Timestamp, limit: Int) async throws(StoreError) -> [Claim] {
        try await claim(ClaimRequest(moment: moment, limit: limit))
    }

    /// When the next submission is due.
    public func nextDue() async throws(StoreError) -> Timestamp? {
        try await nextDue(of: .all)
    }

    /// How many submissions stand in each state.
    public func counts() async throws(StoreError) -> SubmissionCounts {
        try await counts(form: nil)
    }
}
