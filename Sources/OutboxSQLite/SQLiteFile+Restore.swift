import Glibc
public import Outbox

extension SQLiteFile {
    /// What a restore did.
    public struct Restored: Sendable, Hashable {
        /// What is in the store now.
        public let report: Report
        /// How many were waiting in the backup and are held now.
        public let held: Int
        /// Under which name the store that was there is kept; nil where there was none.
        public let keptAs: String?
    }

    /// Puts a backup in the place of a store. No service may have it; what was there is kept under another name.
    ///
    /// What waited when the backup was made may have been delivered since: sent again, it would be a second deal. So it is held for a
    /// person, unless `sendsPending` says that nothing was delivered after the backup; and where the person tries it again, it is looked for
    /// on the board first.
    /// - Parameter reference: the board's field that carries the submission's id in each deal; nil where none does.
    /// - Throws: `alreadyServed` while a service runs; `damaged` where the backup is not sound.
    public static func restore(
        _ source: String, to path: String, sendsPending: Bool = false, reference: String? = nil, at moment: Timestamp,
        progress: @escaping Progress = { _, _ in }
    ) async throws(StoreError) -> Restored {
        try await onThread { () throws(StoreError) in
            let lock = try ServiceLock(ofStore: path)
            let isThere = DamagedFile.isThere(path)
            let file = isThere ? try FileLock(path) : nil
            defer { withExtendedLifetime(file) { lock.keep() } }
            let found = try look(at: source)
            guard found.problems.isEmpty else {
                throw StoreError(.damaged, "\(source) is not sound: \(found.problems.joined(separator: "; "))")
            }
            let part = "\(path).part-\(getpid())"
            var held = 0
            do throws(StoreError) {
                let report = try copy(source, to: part, progress: progress) { copy throws(StoreError) in
                    try Schema.current.prepare(copy, path: part, role: .service)
                    if !sendsPending { held = try holdPending(copy, reference, at: moment) }
                }
                guard report.problems.isEmpty else {
                    throw StoreError(.damaged, "the copy is not sound: \(report.problems.joined(separator: "; "))")
                }
                let keptAs = isThere ? try keep(path, at: moment) : nil
                guard unsafe Glibc.rename(part, path) == 0 else {
                    throw StoreError(.cannotOpen, "cannot make \(path): \(unsafe String(cString: strerror(errno)))")
                }
                try FolderSync.sync(folderOf: path)
                return Restored(report: report, held: held, keptAs: keptAs)
            } catch {
                unsafe _ = unlink(part)
                throw error
            }
        }
    }

    /// Sets what is due to `held`, with the reason: since its arrival its deal may have been made.
    private static func holdPending(
        _ copy: borrowing Connection, _ reference: String?, at moment: Timestamp
    ) throws(StoreError) -> Int {
        try copy.execute("BEGIN")
        try copy.execute(
            """
            INSERT OR IGNORE INTO standings (id, id_low, state, form, due_at)
            SELECT id, id_low, \(SubmissionState.pending.code), form, received_at FROM submissions
            WHERE id > (SELECT watermark FROM sorting);
            UPDATE sorting SET watermark = max(watermark, (SELECT coalesce(max(id), 0) FROM submissions))
            """)
        let hold = try Statement(
            """
            UPDATE standings SET state = \(SubmissionState.held.code), due_at = NULL, changed_at = ?1, reason = ?2,
                reference = iif(uncertain_since IS NULL, ?3, reference),
                uncertain_since = coalesce(
                    uncertain_since, (SELECT received_at FROM submissions s WHERE s.id = standings.id))
            WHERE state = \(SubmissionState.pending.code) AND attempt_started_at IS NULL
            """, on: copy)
        try hold.bind(1, moment.milliseconds)
        try hold.bind(2, text: "it waited in the backup that was restored: it may have been delivered since")
        try hold.bind(3, text: reference)
        try hold.run()
        let held = copy.changes
        try copy.execute("COMMIT")
        return held
    }

    /// Keeps the store that is there under another name. Its own name goes on meaning it until the new one takes it: a crash between leaves
    /// one of the two.
    private static func keep(_ path: String, at moment: Timestamp) throws(StoreError) -> String {
        // As far as it can be read: its log goes into it, and with the last connection away.
        if let old = try? Connection(path: path, creating: false, patience: .seconds(5)) { _ = try? old.emptyLog() }
        var target = "\(path).before-restore-\(DamagedFile.stamp(moment))"
        while DamagedFile.isThere(target) || DamagedFile.isThere(target + "-wal") { target += "-2" }
        for companion in ["-wal", "-shm"] where DamagedFile.isThere(path + companion) {
            unsafe _ = Glibc.rename(path + companion, target + companion)
        }
        guard unsafe link(path, target) == 0 else {
            throw StoreError(
                .cannotOpen, "cannot keep the store as \(target): \(unsafe String(cString: strerror(errno)))")
        }
        return target
    }
}
