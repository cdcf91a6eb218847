import CLinux
import Glibc
import Outbox

/// The file beside the database that lets one service in, for as long as this value lives.
///
/// The kernel lets go of it when the process ends, however it ends. The file itself stays. ``FileLock`` holds where it was removed.
struct ServiceLock: ~Copyable {
    private let descriptor: Int32
    /// Whether a service had a store of this name before.
    let wasThere: Bool

    /// Takes the lock, or tells which process has it.
    init(ofStore path: String) throws(StoreError) {
        let lockPath = path + ".lock"
        let descriptor = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == ENOENT {
            throw StoreError(.cannotOpen, "there is no folder for \(path); make one that belongs to the service's user")
        }
        guard descriptor >= 0 else { throw Self.failure("cannot open \(lockPath)", errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let owner = Self.read(descriptor)
            Glibc.close(descriptor)
            guard reason == EWOULDBLOCK else { throw Self.failure("cannot lock \(lockPath)", reason) }
            let who = owner.isEmpty ? "another service" : "another service, process \(owner),"
            throw StoreError(.alreadyServed, "\(who) has the store \(path); one store is for one service")
        }
        self.descriptor = descriptor
        wasThere = !Self.read(descriptor).isEmpty
        let process = "\(getpid())\n"
        // The number is only for that message, so it is no matter if it cannot be written.
        if ftruncate(descriptor, 0) == 0 { unsafe _ = pwrite(descriptor, process, process.utf8.count, 0) }
    }

    deinit {
        // A child that is just being started has the same open file for a moment: closing it here would not be enough.
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }

    /// Holds it until here.
    borrowing func keep() {}

    /// Makes the database file where there is none, for this user's eyes only: it holds people's data.
    borrowing func makeFile(_ path: String) throws(StoreError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            Glibc.close(descriptor)
        } else if errno != EEXIST {
            throw Self.failure("cannot make the store \(path)", errno)
        }
    }

    private static func read(_ descriptor: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 16)
        let count = unsafe pread(descriptor, &text, text.count, 0)
        return String(decoding: text.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private static func failure(_ doing: String, _ reason: Int32) -> StoreError {
        let code: StoreError.Code = reason == ENOSPC || reason == EDQUOT ? .full : .cannotOpen
        return StoreError(code, "\(doing): \(unsafe String(cString: strerror(reason)))")
    }
}
