/// What belongs to a submission, as a damaged file still has it.
struct SavedBelongings {
    private(set) var attempts: [SavedAttempt] = []
    private(set) var files: [SavedFile] = []
    private(set) var standing: SavedStanding?
    private(set) var fetch: SavedFetch?

    init(attempts: [SavedAttempt], files: [SavedFile], standing: SavedStanding?, fetch: SavedFetch?) {
        (self.attempts, self.files, self.standing, self.fetch) = (attempts, files, standing, fetch)
    }

    /// Of rows of any table, without SQLite.
    init(_ rows: [(key: Int64?, record: RawRecord)]) {
        for (key, record) in rows {
            if let key, let found = SavedStanding(key: key, record) {
                // Of two, one is left over from before.
                if (standing?.changedAt ?? .min) <= (found.changedAt ?? .min) { standing = found }
            } else if let key, let found = SavedFetch(key: key, record) {
                // Of two, the one without an answer is left over from before.
                if found.answer != nil || fetch == nil { fetch = found }
            } else if let attempt = SavedAttempt(key: key, record) {
                attempts.append(attempt)
            } else if let file = SavedFile(key: key, record) {
                files.append(file)
            }
        }
        attempts.sort { $0.number < $1.number }
    }
}
