import Glibc
import Outbox

/// Brings names and content to the disk.
enum FolderSync {
    /// Syncs the folder that a file stands in, so that its name outlasts a power cut.
    static func sync(folderOf path: String) throws(StoreError) {
        let slash = path.lastIndex(of: "/")
        try sync(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".", O_DIRECTORY)
    }

    /// Syncs a file that no connection of this process has open.
    static func sync(_ path: String, _ flags: Int32 = 0) throws(StoreError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw failure(path) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> StoreError {
        StoreError(.inputOutput, "cannot sync \(path): \(unsafe String(cString: strerror(errno)))")
    }
}
