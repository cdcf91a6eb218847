import CSQLite
import Outbox

/// How the write-ahead log goes into the database: the one place that knows.
///
/// In a service, a thread of its own does it beside the writer (``Checkpointer``) when the log has `pages`; commits go on meanwhile. The
/// log starts anew only when all of it is in the database, which a thread beside a busy writer never sees: when no more than
/// `restPages` are missing, the writer brings in those itself, and at `pausingPages` it waits for the thread first. Tools write so
/// little that SQLite does it in a commit.
///
/// A page that many commits have written goes into the database once: the longer the log, the fewer writes, and the rarer the commit
/// that has to wait for the rest. Afterwards the log is written from its start again, over blocks that the disk already has: a sync of
/// those needs no change of the file's size, and is the cheaper for it. So the log's file is cut only when a long read let it grow far
/// beyond that.
struct Checkpointing: Sendable {
    /// 8 KiB pages in the log at which it is written back.
    var pages = 1000
    /// 8 KiB pages that are few enough to be written back between two commits.
    var restPages = 200
    /// 8 KiB pages in the log at which the writer waits.
    var pausingPages = 4000
    /// The size in bytes that the log's file keeps at most after it was written back.
    var keptSize = 64 << 20

    static let standard = Checkpointing()
    /// SQLite's own default.
    private static let pagesOfTools = 1000

    func apply(to connection: borrowing Connection, of role: SQLiteRole) throws(StoreError) {
        let automatic = role == .service ? 0 : Self.pagesOfTools
        try connection.execute("PRAGMA wal_autocheckpoint = \(automatic); PRAGMA journal_size_limit = \(keptSize)")
    }
}

extension Connection {
    /// Brings as much of the log into the database as nobody is reading, and syncs it, without making anyone wait.
    ///
    /// - Returns: how many pages of the log are in the database, and how many there were.
    borrowing func checkpoint() throws(StoreError) -> (done: Int, all: Int) {
        var (pages, done): (Int32, Int32) = (0, 0)
        let result = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &pages, &done)
        // Another connection is at it.
        if result & 0xFF == SQLITE_BUSY { return (0, Int(pages)) }
        guard result == SQLITE_OK else { throw failure(result, doing: "the store's log cannot be written back") }
        return (Int(done), Int(pages))
    }
}
