/// What the index of a store's log, the file `-shm`, says of the log (https://www.sqlite.org/walformat.html).
enum LogIndex {
    private static let logHeader = 32
    private static let pageHeader = 24

    /// How many bytes a log of so many pages has at the least.
    static func logSize(_ pages: Int, of pageSize: Int) -> Int {
        pages == 0 ? 0 : logHeader + pages * (pageHeader + pageSize)
    }
}
