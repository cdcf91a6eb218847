internal import Glibc

/// A file that is written piece by piece, for its owner's eyes only; nothing that is there is overwritten.
final class OutputFile {
    private let path: String
    private let descriptor: Int32
    private var waiting: [UInt8] = []

    /// Makes the file; standard output for `-`.
    init(_ path: String) throws {
        self.path = path
        descriptor = path == "-" ? 1 : unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = errno
            throw Failure(
                reason == EEXIST
                    ? "\(path) is there already; nothing is overwritten"
                    : "cannot make \(path): \(unsafe String(cString: strerror(reason)))")
        }
    }

    /// Writes a whole file.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = try OutputFile(path)
        try file.write { $0 += bytes }
        try file.finish()
    }

    /// Adds what `append` appends.
    func write(_ append: (inout [UInt8]) -> Void) throws {
        append(&waiting)
        if waiting.count > 1 << 16 { try flush() }
    }

    /// Writes what waits.
    func finish() throws {
        try flush()
        guard descriptor == 1 || close(descriptor) == 0 else { throw failure() }
    }

    private func flush() throws {
        var written = 0
        while written < waiting.count {
            // because write reads the array only for the length of the call.
            let count = unsafe waiting.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private func failure() -> Failure { Failure("cannot write \(path): \(unsafe String(cString: strerror(errno)))") }
}
