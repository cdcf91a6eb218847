public import Outbox

extension SQLiteStore: KeptStore {
    /// Makes submissions due again, and keeps who asked.
    public func retry(
        _ ids: [SubmissionID], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try await change { session throws(StoreError) in try session.retry(ids, at: moment, by: person) }
    }

    /// Puts submissions aside.
    public func discard(
        _ ids: [SubmissionID], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try await change { session throws(StoreError) in try session.discard(ids, at: moment, by: person) }
    }

    /// Gives submissions other deals.
    public func replaceDeals(
        _ changes: [DealChange], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try await change { session throws(StoreError) in try session.replaceDeals(changes, at: moment, by: person) }
    }

    /// Makes what was taken for spam due.
    public func release(
        _ ids: [SubmissionID], at moment: Timestamp, by person: String
    ) async throws(StoreError) -> [SubmissionID] {
        try await change { session throws(StoreError) in try session.release(ids, at: moment, by: person) }
    }

    /// The submissions that wait for a verdict.
    public func questions(after id: SubmissionID?, limit: Int) async throws(StoreError) -> [SpamQuestion] {
        try await read { session throws(StoreError) in try session.questions(after: id, limit: limit) }
    }

    /// Answers the question of a submission.
    public func decide(
        _ decision: SpamDecision, of id: SubmissionID, at moment: Timestamp
    ) async throws(StoreError) -> SubmissionState? {
        try await change { session throws(StoreError) in try session.decide(decision, of: id, at: moment) }
    }

    /// What the spam checks made of submissions.
    public func verdicts(of ids: [SubmissionID]) async throws(StoreError) -> [SubmissionID: SpamRecord] {
        try await read { session throws(StoreError) in try session.verdicts(of: ids) }
    }

    /// What people did to a submission.
    public func interventions(of id: SubmissionID) async throws(StoreError) -> [Intervention] {
        try await read { session throws(StoreError) in try session.interventions(of: id) }
    }

    /// Submissions, whole, newest first.
    public func whole(
        _ filter: SubmissionFilter, bytes: Int, holding sought: [Sought]
    ) async throws(StoreError) -> [KeptSubmission] {
        var rest = filter
        while true {
            let part = try await read { [rest] session throws(StoreError) in
                try session.whole(rest, bytes: bytes, holding: sought)
            }
            guard part.found.isEmpty, let last = part.last else { return part.found }
            rest.before = last
        }
    }

    /// The file of that key.
    public func file(_ key: String) async throws(StoreError) -> StoredFile? {
        try await read { session throws(StoreError) in try session.file(key) }
    }

    /// Those of some keys that a submission's file has.
    public func knownFiles(among keys: [String]) async throws(StoreError) -> Set<String> {
        try await read { session throws(StoreError) in try session.knownFiles(among: keys) }
    }

    /// Removes submissions for good.
    public func erase(_ ids: [SubmissionID]) async throws(StoreError) -> Erased {
        try await change { session throws(StoreError) in try session.erase(ids) }
    }

    /// Brings the log into the database, cuts it to nothing, and overwrites what is left of moved rows; the service's too, from beside it.
    public func clearHistory() async throws(StoreError) -> Bool {
        // Where another connection is at a checkpoint, SQLite says so at once, without patience.
        for _ in 0..<Self.triesToClear {
            let isClear = try await ask { session throws(StoreError) in
                guard try session.connection.emptyLog() else { return false }
                return try session.connection.wipeGaps()
            }
            if isClear { return true }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    private static let triesToClear = 10

    /// Removes some of what is older than it is kept, or gives some room back.
    public func tidy(_ retention: Retention, at moment: Timestamp) async throws(StoreError) -> Tidied {
        let step = tidying
        let tidied = try await change { session throws(StoreError) in try session.tidy(retention, at: moment, step) }
        if tidied.gaveRoomBack, !tidied.hasMore {
            // The file is as long as it was until the log is in it, which in quiet times may take days.
            _ = try await ask { session throws(StoreError) in try session.connection.checkpoint() }
        }
        return tidied
    }
}
