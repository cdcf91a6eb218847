import Glibc
import Outbox

/// Whether a post of the usual size still fits the disk: a commit of one page does so long after posts are refused.
enum FreeSpace {
    /// Room for the largest usual post, its place in the log, and a checkpoint's start.
    static let least: UInt64 = 4 << 20

    /// Throws where less than ``least`` bytes are free for this user beside the store.
    static func check(beside path: String) throws(StoreError) {
        var found = statvfs()
        guard unsafe statvfs(path, &found) == 0 else { return }
        let free = UInt64(found.f_bavail) * UInt64(found.f_frsize)
        guard free >= least else {
            throw StoreError(.full, "the disk of \(path) has \(free >> 10) KiB left; \(least >> 10) KiB are wanted")
        }
    }
}
