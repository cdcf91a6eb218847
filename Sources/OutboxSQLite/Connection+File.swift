import CSQLite
import Outbox

/// The files that a connection has open, below SQLite's pages. Only by SQLite's own descriptor: closing another one of the same file
/// would drop the locks of this process.
extension Connection {
    /// How many bytes the log's file has.
    borrowing func sizeOfLog() throws(StoreError) -> Int {
        var size: Int64 = 0
        try check(unsafe bb_sqlite_size(handle, 1, &size))
        return Int(size)
    }

    /// How many pages the log has, as its index says; nil where there is none. Read where SQLite has mapped it: whoever opened and closed the
    /// index's file would drop this process's locks on it, and the next to open the store would cut it under the mapping.
    borrowing func indexedPages() -> Int? {
        var pages: UInt32 = 0
        return unsafe bb_sqlite_indexed_pages(handle, &pages) == SQLITE_OK ? Int(pages) : nil
    }

    /// How many bytes the database's file has.
    borrowing func sizeOfFile() throws(StoreError) -> Int {
        var size: Int64 = 0
        try check(unsafe bb_sqlite_size(handle, 0, &size))
        return Int(size)
    }

    /// Some bytes of the database's file.
    borrowing func read(_ count: Int, at offset: Int) throws(StoreError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try check(unsafe bb_sqlite_read(handle, Int64(offset), &bytes, Int32(count)))
        return bytes
    }

    /// Overwrites a part of the database's file with zeros.
    borrowing func overwrite(_ range: Range<Int>) throws(StoreError) {
        let zeros = [UInt8](repeating: 0, count: range.count)
        try check(unsafe bb_sqlite_write(handle, Int64(range.lowerBound), zeros, Int32(range.count)))
    }

    /// Brings what was overwritten to the disk.
    borrowing func syncFile() throws(StoreError) { try check(unsafe bb_sqlite_sync(handle)) }

    /// Forgets the pages that this connection has read.
    borrowing func forgetPages() { unsafe sqlite3_db_release_memory(handle) }

    private borrowing func check(_ result: Int32) throws(StoreError) {
        guard result == SQLITE_OK else { throw failure(result, doing: "the store's file cannot be overwritten") }
    }
}
