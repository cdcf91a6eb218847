import CLinux
import Glibc
import Outbox
import Synchronization

/// A lock on a store's file itself, whatever it is called and whatever becomes of the lock file beside it: it keeps a second service out
/// that found that one removed.
///
/// A byte far behind all content, where SQLite never locks (https://www.sqlite.org/lockingv3.html: its bytes lie at 1 GiB).
final class FileLock: Sendable {
    private static let place: Int64 = 1 << 62
    /// The files that this process has locked. Asked before a file is opened: closing any descriptor of a file drops all of SQLite's own
    /// locks on it that this process has (fcntl(2), "Record locks").
    private static let held = Mutex<Set<FileIdentity.File>>([])

    let file: FileIdentity.File
    private let descriptor: Int32

    /// Locks the file at a path, or says that another service has it.
    init(_ path: String) throws(StoreError) {
        let isHeld = FileIdentity.file(path).map { file in Self.held.withLock { $0.contains(file) } } ?? false
        guard !isHeld else { throw Self.taken(path) }
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StoreError(.cannotOpen, "cannot open the store \(path): \(unsafe String(cString: strerror(errno)))")
        }
        guard let file = FileIdentity.file(descriptor), bb_lock_byte(descriptor, Self.place) == 0 else {
            let reason = errno
            Glibc.close(descriptor)
            guard reason == EAGAIN || reason == EACCES else {
                throw StoreError(
                    .cannotOpen, "cannot lock the store \(path): \(unsafe String(cString: strerror(reason)))")
            }
            throw Self.taken(path)
        }
        self.file = file
        self.descriptor = descriptor
        Self.held.withLock { _ = $0.insert(file) }
    }

    deinit {
        Self.held.withLock { _ = $0.remove(file) }
        // A child that is just being started has the same open file for a moment: closing it here would not be enough.
        bb_unlock_byte(descriptor, Self.place)
        Glibc.close(descriptor)
    }

    private static func taken(_ path: String) -> StoreError {
        StoreError(.alreadyServed, "another service has the store \(path); one store is for one service")
    }
}

/// The lock on the file that a service's threads have open: it goes when the last of them is done with the file.
final class HeldFile: Sendable {
    private let lock = Mutex<FileLock?>(nil)

    /// Makes sure that the file which now stands at the path is locked; another one was removed or put aside.
    /// - Returns: whether it is another one than before.
    @discardableResult
    func take(_ path: String) throws(StoreError) -> Bool {
        let now = FileIdentity.file(path)
        if let now, lock.withLock({ $0?.file == now }) { return false }
        let new = try FileLock(path)
        return lock.withLock { lock in
            defer { lock = new }
            return lock != nil
        }
    }

    /// Lets go of it.
    func release() {
        lock.withLock { $0 = nil }
    }
}
