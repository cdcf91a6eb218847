internal import Glibc
internal import Synchronization

/// Where events go: one line each, on a descriptor (standard error, as a rule).
///
/// A line never carries a token or a lead's data: callers pass ids, form names, outcomes and durations.
public struct Log: Sendable {
    /// What stands in the log at the least.
    public let level: LogLevel
    /// How lines are written.
    public let format: LogFormat
    private let descriptor: Int32
    private let reader: Reader

    /// Writes to an open descriptor; 2 is standard error.
    public init(descriptor: Int32 = 2, format: LogFormat, level: LogLevel = .info) {
        self.descriptor = descriptor
        reader = Reader(descriptor)
        self.format = format
        self.level = level
    }

    /// logfmt on a terminal, JSON otherwise.
    public static func standardError(format: LogFormat? = nil, level: LogLevel = .info) -> Log {
        Log(descriptor: 2, format: format ?? (isatty(2) == 1 ? .logfmt : .json), level: level)
    }

    /// Nothing is written.
    public static let silent = Log(descriptor: -1, format: .json, level: .error)

    /// Writes one line at once.
    public func line(_ level: LogLevel, _ event: StaticString, _ fields: (inout LogLine) -> Void = { _ in }) {
        var buffer = LogBuffer(self)
        buffer.line(level, event, fields)
        buffer.flush()
    }

    /// What is written at once: a pipe that is ready takes so much without waiting (pipe(7), PIPE_BUF).
    private static let piece = 4096

    /// Writes whole lines, as far as the log's reader takes them. A reader that has stopped, or is slow, must never stop the service.
    func write(_ bytes: [UInt8]) {
        guard descriptor >= 0 else { return }
        if reader.isFile { return put(bytes, by: bytes.count, when: { true }) }
        // One thread at a time: of two that find room for one, the other would wait in write for as long as nobody reads.
        reader.patience.withLock { patience in
            put(bytes, by: Self.piece) {
                let goesOn = isReady(waiting: 0) || waits(&patience)
                patience.isStuck = !goesOn
                return goesOn
            }
        }
    }

    /// Writes pieces that end with a line where one ends in them, each when `isReady`, until it is not.
    private func put(_ bytes: [UInt8], by piece: Int, when isReady: () -> Bool) {
        var written = 0
        while written < bytes.count, isReady() {
            var end = min(written + piece, bytes.count)
            if end < bytes.count, let line = bytes[written..<end].lastIndex(of: 0x0A) { end = line + 1 }
            // because write reads the array only for the length of the call.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, end - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return
            }
            written += count
        }
    }

    /// Shared by all copies of one log.
    private final class Reader: Sendable {
        /// How long it may still be waited for; held while something is written.
        let patience = Mutex(LogPatience())
        /// A file takes everything at once, and nobody waits for it.
        let isFile: Bool

        init(_ descriptor: Int32) {
            var status = stat()
            // because fstat fills the one value it is handed, for the length of the call.
            isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
    }

    /// Whether the reader took something while it was waited for.
    private func waits(_ patience: inout LogPatience) -> Bool {
        let start = Self.monotonicMicroseconds()
        let milliseconds = patience.left(at: start) / 1000
        guard milliseconds > 0 else { return false }
        let isReady = isReady(waiting: Int32(milliseconds))
        patience.spend(Self.monotonicMicroseconds() - start)
        return isReady
    }

    private static func monotonicMicroseconds() -> Int64 {
        var time = timespec()
        // because clock_gettime fills the one value it is handed, for the length of the call.
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    private func isReady(waiting milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // because poll fills the one value it is handed, for the length of the call.
        let count = unsafe poll(&entry, 1, milliseconds)
        return count != 0
    }
}
