import CSQLite
import Outbox

/// One connection to a database, used by one thread only, closed when it goes.
@safe
struct Connection: ~Copyable {
    /// Set up once, before the first connection; where someone else was first, SQLite works as it is.
    private static let isConfigured = bb_sqlite_configure() == SQLITE_OK

    let handle: OpaquePointer

    /// Opens the file, and makes it where `creating` says so.
    init(path: String, creating: Bool, patience: Duration) throws(StoreError) {
        try self.init(path, SQLITE_OPEN_READWRITE | (creating ? SQLITE_OPEN_CREATE : 0), patience)
    }

    /// Opens a file that is to stay as it is, with a log of its own too.
    init(readOnly path: String, patience: Duration) throws(StoreError) {
        try self.init(path, SQLITE_OPEN_READONLY, patience)
    }

    private init(_ path: String, _ flags: Int32, _ patience: Duration) throws(StoreError) {
        _ = Self.isConfigured
        // No mutex: a connection never leaves the thread that opened it.
        let flags = flags | SQLITE_OPEN_NOMUTEX
        var opened: OpaquePointer?
        let result = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard result == SQLITE_OK, let opened = unsafe opened else {
            let message = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            unsafe sqlite3_close_v2(opened)
            throw StoreError(result: result, doing: "cannot open the store \(path)", message: message)
        }
        unsafe handle = opened
        unsafe sqlite3_extended_result_codes(handle, 1)
        unsafe sqlite3_busy_timeout(handle, Int32(clamping: Int64(patience / .milliseconds(1))))
    }

    deinit {
        // v2, because statements may go after their connection; the last of them then closes it.
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows, or whose rows nobody needs.
    func execute(_ sql: String) throws(StoreError) {
        let result = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard result == SQLITE_OK else { throw failure(result, doing: "the store failed") }
    }

    /// The first column of the first row as a number; nil where there is none.
    func integer(_ sql: String) throws(StoreError) -> Int64? {
        let statement = try Statement(sql, on: self)
        return try statement.step() ? statement.integer(0) : nil
    }

    /// The first column of the first row as text; nil where there is none.
    func text(_ sql: String) throws(StoreError) -> String? {
        let statement = try Statement(sql, on: self)
        return try statement.step() ? statement.text(0) : nil
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed, without its triggers.
    var changes: Int { unsafe Int(sqlite3_changes(handle)) }

    /// Whether a transaction is open. SQLite ends it by itself after some errors.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    func failure(_ result: Int32, doing: String) -> StoreError {
        StoreError(result: result, doing: doing, message: unsafe String(cString: sqlite3_errmsg(handle)))
    }
}
