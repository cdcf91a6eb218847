internal import Glibc

/// A folder of our own under the system's temporary one, for the demo's store.
struct TemporaryFolder {
    let path: String

    init() throws {
        let base = ProcessInfo.temporary
        var template = Array("\(base)/boardbridge-demo-XXXXXX".utf8CString)
        // because mkdtemp fills in the array it is handed, in place, for the length of the call.
        guard unsafe mkdtemp(&template) != nil else { throw Failure("cannot make a folder in \(base)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Removes the store's files and the folder.
    func remove() {
        for name in ["boardbridge.db", "boardbridge.db-wal", "boardbridge.db-shm", "boardbridge.db.lock"] {
            _ = unsafe unlink("\(path)/\(name)")
        }
        _ = unsafe rmdir(path)
    }

    private enum ProcessInfo {
        static var temporary: String {
            guard let value = unsafe getenv("TMPDIR"), unsafe value.pointee != 0 else { return "/tmp" }
            return unsafe String(cString: value)
        }
    }
}
