import Glibc
public import Outbox

extension SQLiteFile {
    /// Copies a store, as it is at one moment, to a file that is not there yet, while the service goes on. The copy is whole, checked and
    /// on disk when this returns, and has its name only then.
    /// - Throws: `refused` where the target is there already; `damaged` where the copy does not pass the check.
    public static func backup(
        _ path: String, to target: String, progress: @escaping Progress = { _, _ in }
    ) async throws(StoreError) -> Report {
        try await onThread { () throws(StoreError) in
            guard !DamagedFile.isThere(target) else { throw isThere(target) }
            let part = "\(target).part-\(getpid())"
            do throws(StoreError) {
                let report = try copy(path, to: part, progress: progress) { _ throws(StoreError) in }
                guard report.problems.isEmpty else {
                    throw StoreError(.damaged, "the store is not sound: \(report.problems.joined(separator: "; "))")
                }
                try name(part, as: target)
                return report
            } catch {
                unsafe _ = unlink(part)
                throw error
            }
        }
    }

    /// Makes a file of this user's eyes only that holds all of a store, changes it, and checks and syncs it.
    static func copy(
        _ path: String, to part: String, progress: Progress,
        _ change: (borrowing Connection) throws(StoreError) -> Void
    ) throws(StoreError) -> Report {
        try make(part)
        try write(try open(path), to: part, progress, change)
        let report = try look(at: part)
        try FolderSync.sync(part)
        return report
    }

    /// The same of a store that is open, and not checked.
    static func copy(_ source: borrowing Connection, to part: String) throws(StoreError) {
        try make(part)
        try write(source, to: part, { _, _ in }) { _ throws(StoreError) in }
        try FolderSync.sync(part)
    }

    private static func make(_ part: String) throws(StoreError) {
        let descriptor = unsafe Glibc.open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.cannotOpen, "cannot make \(part): \(unsafe String(cString: strerror(errno)))")
        }
        Glibc.close(descriptor)
    }

    private static func write(
        _ source: borrowing Connection, to part: String, _ progress: Progress,
        _ change: (borrowing Connection) throws(StoreError) -> Void
    ) throws(StoreError) {
        let copy = try Connection(path: part, creating: false, patience: .seconds(5))
        // It is synced once, when it is whole; until then nobody takes it for a store.
        try copy.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON")
        try source.copy(to: copy, progress: progress)
        // A copy is one file, without a log beside it.
        try copy.execute("PRAGMA journal_mode = DELETE")
        try change(copy)
    }

    /// Gives a finished file its name, unless something has that.
    static func name(_ part: String, as target: String) throws(StoreError) {
        guard unsafe link(part, target) == 0 else {
            guard errno != EEXIST else { throw isThere(target) }
            throw StoreError(.cannotOpen, "cannot make \(target): \(unsafe String(cString: strerror(errno)))")
        }
        unsafe _ = unlink(part)
        try FolderSync.sync(folderOf: target)
    }

    private static func isThere(_ target: String) -> StoreError {
        StoreError(.refused, "\(target) is there already; a backup overwrites nothing")
    }
}
