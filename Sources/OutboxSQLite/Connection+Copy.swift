import CSQLite
import Outbox

extension Connection {
    /// Copies all of this database into an empty one, as it is at this moment, while others go on writing.
    ///
    /// SQLite's backup begins anew when another connection has written between two steps, unless the source is being read all the time:
    /// so it is.
    borrowing func copy(
        to target: borrowing Connection, progress: SQLiteFile.Progress
    ) throws(StoreError) {
        try execute("BEGIN")
        defer { try? execute("COMMIT") }
        _ = try integer("SELECT count(*) FROM sqlite_schema")
        guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw target.failure(SQLITE_ERROR, doing: "the copy cannot be begun")
        }
        var result = SQLITE_OK
        while result == SQLITE_OK {
            result = unsafe sqlite3_backup_step(backup, Self.pagesAtOnce)
            let (all, rest) = unsafe (sqlite3_backup_pagecount(backup), sqlite3_backup_remaining(backup))
            progress(Int(all - rest), Int(all))
        }
        unsafe sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else { throw target.failure(result, doing: "the copy cannot be made") }
    }

    private static let pagesAtOnce: Int32 = 1024
}
