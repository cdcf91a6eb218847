import Outbox

/// How the write-ahead log goes into the database: the one place that knows.
///
/// SQLite does it inside the commit that brings the log to `pages`. Afterwards the log is written from its start again,
/// over blocks that the disk already has: a sync of those needs no change of the file's size, and is the cheaper for it.
/// So the log's file is cut only when a long read let it grow far beyond that.
struct Checkpointing: Sendable {
    /// 8 KiB pages in the log at which it is written back.
    var pages = 1000
    /// The size in bytes that the log's file keeps at most after it was written back.
    var keptSize = 64 << 20

    static let standard = Checkpointing()

    func apply(to connection: borrowing Connection) throws(StoreError) {
        try connection.execute("PRAGMA wal_autocheckpoint = \(pages); PRAGMA journal_size_limit = \(keptSize)")
    }
}
