import Glibc
import Outbox

/// Which files a store's path and its log's meant when it was opened.
///
/// A file that is removed or replaced meanwhile goes on taking writes and syncs without an error, and all of it is gone at the end: before each
/// commit the names must still mean the same files.
struct FileIdentity: Sendable, Equatable {
    struct File: Sendable, Hashable {
        let device: UInt64
        let inode: UInt64

        fileprivate init(_ found: stat) {
            device = UInt64(found.st_dev)
            inode = UInt64(found.st_ino)
        }
    }

    private let path: String
    private let logPath: String
    private let database: File?
    private let log: File?

    /// What stands at the path now, and at the write-ahead log's.
    init(ofStore path: String) {
        self.path = path
        logPath = path + "-wal"
        database = Self.file(path)
        log = Self.file(logPath)
    }

    /// Throws unless the names still mean these files.
    /// - Returns: how many bytes the log has.
    @discardableResult
    func check() throws(StoreError) -> Int {
        guard let database, Self.file(path) == database else {
            throw StoreError(.inputOutput, "the store \(path) was removed or replaced while it was in use")
        }
        guard let log, let found = Self.look(logPath), File(found) == log else {
            throw StoreError(.inputOutput, "the store's log \(logPath) was removed or replaced while it was in use")
        }
        return Int(found.st_size)
    }

    /// Throws unless the names still mean these files, and where the log is shorter than it has to be: another hand has cut it, and what was
    /// answered is gone from the disk, though not yet from what is held in memory.
    /// - Parameters:
    ///   - pages: how many it had at this connection's last commit.
    ///   - connection: the one that has the log's index open.
    func check(logHolds pages: Int, of pageSize: Int, _ connection: borrowing Connection) throws(StoreError) {
        guard try check() < LogIndex.logSize(pages, of: pageSize) else { return }
        // SQLite cuts the log itself, at a checkpoint; it says so before in the log's index, which knows what there is now.
        guard let indexed = connection.indexedPages(), let now = Self.look(logPath),
            now.st_size < LogIndex.logSize(indexed, of: pageSize), connection.indexedPages() == indexed
        else { return }
        throw StoreError(.damaged, "the store's log \(logPath) was cut while it was in use")
    }

    /// Whether the store's name still means its file.
    var isDatabaseThere: Bool { database != nil && Self.file(path) == database }

    /// Whether the name of the store's log still means its file.
    var isLogThere: Bool { log != nil && Self.file(logPath) == log }

    /// The file at a path; nil where there is none.
    static func file(_ path: String) -> File? { look(path).map { File($0) } }

    /// The file that a descriptor has open.
    static func file(_ descriptor: Int32) -> File? {
        var found = stat()
        return unsafe fstat(descriptor, &found) == 0 ? File(found) : nil
    }

    private static func look(_ path: String) -> stat? {
        var found = stat()
        return unsafe stat(path, &found) == 0 ? found : nil
    }
}
