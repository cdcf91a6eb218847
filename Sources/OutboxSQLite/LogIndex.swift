import Glibc

/// What the index of a store's log, the file `-shm`, says of the log (https://www.sqlite.org/walformat.html).
enum LogIndex {
    /// Where the count of the log's pages stands, in the machine's own order (2.1).
    private static let pagesOffset = 16
    private static let logHeader = 32
    private static let pageHeader = 24

    /// How many pages the log has; nil where there is no index.
    static func pages(ofStore path: String) -> Int? {
        let descriptor = unsafe open(path + "-shm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var pages: UInt32 = 0
        // because pread fills the one value it is handed, for the length of the call.
        let count = unsafe pread(descriptor, &pages, MemoryLayout<UInt32>.size, off_t(pagesOffset))
        return count == MemoryLayout<UInt32>.size ? Int(pages) : nil
    }

    /// How many bytes a log of so many pages has at the least.
    static func logSize(_ pages: Int, of pageSize: Int) -> Int {
        pages == 0 ? 0 : logHeader + pages * (pageHeader + pageSize)
    }
}
