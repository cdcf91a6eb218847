public import Outbox

/// Submissions in one SQLite file, with a thread that writes and one that reads.
///
/// All that waits for the writing thread becomes one transaction with one sync. A failed transaction fails everything
/// in it; the connection is closed then and opened anew at the next call.
public final class SQLiteStore: SubmissionStore {
    private let writing = Inbox<Writer.Job>()
    private let reading = Inbox<Question<ReadSession>>()
    private let writerEnd = Ending()
    private let readerEnd = Ending()
    private let outstanding = OutstandingClaims()
    private let heldFile = HeldFile()
    let tidying: Tidying

    /// Opens a store.
    ///
    /// A service makes the file where there is none, keeps a second service out, puts a damaged file aside, brings an older file up to
    /// date, and makes what a dead service left under way due, to be looked for.
    /// - Throws: `cannotOpen`, `readOnly`, `full`, `alreadyServed`, `notFound`, `notAStore`, `damaged`, `otherVersion`, `notDurable`.
    public static func open(_ configuration: SQLiteConfiguration) async throws(StoreError) -> SQLiteStore {
        try await open(Opening(configuration: configuration))
    }

    static func open(_ opening: Opening) async throws(StoreError) -> SQLiteStore {
        let store = SQLiteStore(opening.tidying)
        try await store.start(opening)
        return store
    }

    private init(_ tidying: Tidying) { self.tidying = tidying }

    deinit {
        writing.close()
        reading.close()
    }

    private func start(_ opening: Opening) async throws(StoreError) {
        let (writing, writerEnd, outstanding, heldFile) = (writing, writerEnd, outstanding, heldFile)
        let opened: Result<Void, StoreError> = await withCheckedContinuation { opened in
            do throws(StoreError) {
                try StoreThread.start("store-writer") {
                    do throws(StoreError) {
                        let writer = try Writer(opening, outstanding, heldFile)
                        opened.resume(returning: .success(()))
                        writer.run(writing)
                    } catch {
                        // Before it is told: whoever waits for it may open the store again.
                        heldFile.release()
                        opened.resume(returning: .failure(error))
                    }
                    writerEnd.come()
                }
            } catch {
                opened.resume(returning: .failure(error))
            }
        }
        try opened.get()
        let (reading, readerEnd) = (reading, readerEnd)
        try StoreThread.start("store-reader") {
            let reader = Reader(opening) { error in
                // Whoever asked has been told; this makes the writer look.
                let look = Question<WriteSession>({ _ throws(StoreError) -> Void in throw error }) { _ in }
                _ = writing.put(.question(look))
            }
            reader.run(reading)
            // Until here the file stays locked: letting go of it would take this thread's own locks away.
            withExtendedLifetime(heldFile) { readerEnd.come() }
        }
    }

    /// Stores a batch and calls `whenDone` on the store's thread after the synced commit.
    public func append(_ batch: [NewSubmission], whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void)
    {
        put(Change(isWhole: false, { session throws(StoreError) in try session.append(batch) }, whenDone: whenDone))
    }

    /// Stores a batch, and wakes whoever waits for it when all that was committed with it has been told.
    public func append(
        _ batch: [NewSubmission], waking sleeper: any Wakeable,
        whenDone: @escaping @Sendable (Result<[Appended], StoreError>) -> Void
    ) {
        put(
            Change(
                isWhole: false, waking: sleeper, { session throws(StoreError) in try session.append(batch) },
                whenDone: whenDone))
    }

    /// Takes what is due.
    public func claim(_ request: ClaimRequest) async throws(StoreError) -> [Claim] {
        let outstanding = outstanding
        return try await answer { (whenDone: @escaping @Sendable (Result<[Claim], StoreError>) -> Void) in
            put(
                Change({ session throws(StoreError) in try session.claim(request) }) { result in
                    if case .success(let claims) = result { outstanding.insert(claims) }
                    whenDone(result)
                })
        }
    }

    /// Gives claims back of which nothing was sent.
    public func giveBack(_ claims: [Claim], at moment: Timestamp) async throws(StoreError) {
        let outstanding = outstanding
        try await answer { (whenDone: @escaping @Sendable (Result<Void, StoreError>) -> Void) in
            put(
                Change(
                    isWhole: false,
                    { session throws(StoreError) in
                        try session.giveBack(claims, at: moment)
                    }
                ) { result in
                    if case .success = result { outstanding.remove(claims) }
                    whenDone(result)
                })
        }
    }

    /// Ends what others left under way past its lease; returns how many.
    public func endLeases(at moment: Timestamp, exceptOf owner: Int64) async throws(StoreError) -> Int {
        try await change { session throws(StoreError) in try session.endLeases(at: moment, exceptOf: owner) }
    }

    /// Makes due what a clock that ran ahead gave its time; returns how many.
    public func endWaits(changedAfter limit: Timestamp, at moment: Timestamp) async throws(StoreError) -> Int {
        var (count, next) = (0, WriteSession.WaitWalk.beginning as WriteSession.WaitWalk?)
        while let walk = next {
            let step = try await change { session throws(StoreError) in
                try session.endWaits(walk, changedAfter: limit, at: moment)
            }
            count += step.count
            next = step.next
        }
        while true {
            let fetches = try await change { session throws(StoreError) in
                try session.endFetchWaits(changedAfter: limit, at: moment)
            }
            if fetches == 0 { return count }
            count += fetches
        }
    }

    /// Submissions of which nobody knows whether their deal was made.
    public func uncertain() async throws(StoreError) -> [UncertainSubmission] {
        try await read { session throws(StoreError) in try session.uncertain() }
    }

    /// Those of some leads that were made for a submission of this store.
    public func knownLeads(among ids: Set<Int64>) async throws(StoreError) -> Set<Int64> {
        try await read { session throws(StoreError) in try session.knownLeads(among: ids) }
    }

    /// Records the end of a claim's attempt.
    public func record(_ attempt: Attempt, of claim: Claim, then transition: Transition) async throws(StoreError) {
        let outstanding = outstanding
        try await answer { (whenDone: @escaping @Sendable (Result<Void, StoreError>) -> Void) in
            put(
                Change({ session throws(StoreError) in
                    try session.record(attempt, of: claim, then: transition)
                }) { result in
                    // Here and not after the wait: by then the submission may have been claimed again.
                    if case .success = result { outstanding.remove([claim]) }
                    whenDone(result)
                })
        }
    }

    /// Records the ends of several claims' attempts, in one transaction.
    public func record(_ ends: [AttemptEnd], whenDone: @escaping @Sendable ([StoreError?]) -> Void) {
        let outstanding = outstanding
        put(
            Change({ session throws(StoreError) in try session.record(ends) }) { result in
                switch result {
                case .success(let errors):
                    outstanding.remove(zip(ends, errors).compactMap { end, error in error == nil ? end.claim : nil })
                    whenDone(errors)
                case .failure(let error):
                    whenDone(Array(repeating: error, count: ends.count))
                }
            })
    }

    /// Makes submissions due again; returns which.
    public func retry(_ ids: [SubmissionID], at moment: Timestamp) async throws(StoreError) -> [SubmissionID] {
        try await change { session throws(StoreError) in try session.retry(ids, at: moment) }
    }

    /// Keeps something under a name.
    public func keep(_ note: String, as name: String) async throws(StoreError) {
        try await change { session throws(StoreError) in try session.keep(note, as: name) }
    }

    /// What was kept under a name.
    public func note(_ name: String) async throws(StoreError) -> String? {
        try await read { session throws(StoreError) in try session.note(name) }
    }

    /// Whether the store can store.
    public func isReady() async -> Bool {
        let written: ()? = try? await change { session throws(StoreError) in try session.touch() }
        return written != nil
    }

    /// When the next submission of some forms is due.
    public func nextDue(of forms: FormSelection) async throws(StoreError) -> Timestamp? {
        try await ask { session throws(StoreError) in try session.readNextDue(of: forms) }
    }

    /// One submission, whole.
    public func submission(_ id: SubmissionID) async throws(StoreError) -> Submission? {
        try await read { session throws(StoreError) in try session.submission(id) }
    }

    /// The submissions a filter lets through, newest first.
    public func list(_ filter: SubmissionFilter) async throws(StoreError) -> [SubmissionSummary] {
        try await read { session throws(StoreError) in try session.list(filter) }
    }

    /// The ended attempts of a submission, first to last.
    public func attempts(of id: SubmissionID) async throws(StoreError) -> [Attempt] {
        try await read { session throws(StoreError) in try session.attempts(of: id) }
    }

    /// How many submissions stand in each state, of one form or of all.
    public func counts(form: String?) async throws(StoreError) -> SubmissionCounts {
        try await read { session throws(StoreError) in try session.counts(form: form) }
    }

    /// What may need a person, and since when something is pending.
    public func survey() async throws(StoreError) -> Survey {
        try await read { session throws(StoreError) in try session.survey() }
    }

    /// The newest id.
    public func latestID() async throws(StoreError) -> SubmissionID? {
        try await read { session throws(StoreError) in try session.latestID() }
    }

    /// Closes the store after all that waits.
    public func close() async {
        writing.close()
        reading.close()
        await readerEnd.wait()
        await writerEnd.wait()
        heldFile.release()
    }

    private func put(_ change: Change) {
        guard !writing.put(.change(change)) else { return }
        change.refuse(.closed)
        change.sleeper?.wake()
    }

    func change<Value: Sendable>(
        _ body: @escaping @Sendable (WriteSession) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await answer { whenDone in put(Change(body, whenDone: whenDone)) }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (ReadSession) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await answer { whenDone in
            let question = Question(body, whenDone: whenDone)
            if !reading.put(question) { question.refuse(.closed) }
        }
    }

    /// Asks the connection that writes, outside of any transaction.
    func ask<Value: Sendable>(
        _ body: @escaping @Sendable (WriteSession) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await answer { whenDone in
            let question = Question<WriteSession>(body, whenDone: whenDone)
            if !writing.put(.question(question)) { question.refuse(.closed) }
        }
    }

    /// Waits for what one of the store's threads answers.
    private func answer<Value: Sendable>(
        _ ask: (@escaping @Sendable (Result<Value, StoreError>) -> Void) -> Void
    ) async throws(StoreError) -> Value {
        let result = await withCheckedContinuation { continuation in
            ask { result in continuation.resume(returning: result) }
        }
        return try result.get()
    }
}
