import Glibc
import Outbox

/// A store's file that was removed, or replaced by another, while a service had it open: it has no name any more, and all that it holds is
/// there until it is closed.
enum RemovedFile {
    /// What stands between a store's name and the time at which what it had held was saved beside another file.
    static let mark = ".removed-"

    /// Writes all of it to a file that has a name: the old one where nothing stands there, else one beside it.
    /// - Parameter isLogThere: whether the file's log has its name still: it has nothing that the copy has not, and whatever stands at the
    ///   path must not take it for its own.
    /// - Returns: that name.
    static func save(
        _ held: borrowing Connection, of path: String, isLogThere: Bool, at moment: Timestamp
    ) throws(StoreError) -> String {
        let part = "\(path).part-\(getpid())"
        do throws(StoreError) {
            try SQLiteFile.copy(held, to: part)
            if isLogThere { for companion in ["-wal", "-shm"] { unsafe _ = unlink(path + companion) } }
            if try giveName(part, path) { return path }
            var (name, number) = (path + mark + DamagedFile.stamp(moment), 1)
            while try !giveName(part, name) {
                number += 1
                name = "\(path)\(mark)\(DamagedFile.stamp(moment))-\(number)"
            }
            return name
        } catch {
            unsafe _ = unlink(part)
            throw error
        }
    }

    /// Whether the name was free.
    private static func giveName(_ part: String, _ name: String) throws(StoreError) -> Bool {
        do throws(StoreError) {
            try SQLiteFile.name(part, as: name)
            return true
        } catch {
            guard error.code == .refused else { throw error }
            return false
        }
    }
}
