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
    }

    private let path: String
    private let database: File?
    private let log: File?

    /// What stands at the path now, and at the write-ahead log's.
    init(ofStore path: String) {
        self.path = path
        database = Self.file(path)
        log = Self.file(path + "-wal")
    }

    /// Throws unless the names still mean these files.
    func check() throws(StoreError) {
        let now = FileIdentity(ofStore: path)
        guard now.database == database, database != nil else {
            throw StoreError(.inputOutput, "the store \(path) was removed or replaced while it was in use")
        }
        guard now.log == log, log != nil else {
            throw StoreError(.inputOutput, "the store's log \(path)-wal was removed or replaced while it was in use")
        }
    }

    /// Whether the store's name still means its file.
    var isDatabaseThere: Bool { database != nil && Self.file(path) == database }

    /// Whether the name of the store's log still means its file.
    var isLogThere: Bool { log != nil && Self.file(path + "-wal") == log }

    /// The file at a path; nil where there is none.
    static func file(_ path: String) -> File? {
        var found = stat()
        guard unsafe stat(path, &found) == 0 else { return nil }
        return File(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
    }

    /// The file that a descriptor has open.
    static func file(_ descriptor: Int32) -> File? {
        var found = stat()
        guard unsafe fstat(descriptor, &found) == 0 else { return nil }
        return File(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
    }
}
