internal import CLinux
internal import Glibc

/// Every system call that a measurement makes. EINTR is retried and errno taken at once.
///
/// because these calls read or fill the memory they are handed only for their own length, each `unsafe` here ends with its line.
enum System {
    // MARK: Time and what is used

    /// Nanoseconds of a clock that never goes back; only differences mean something.
    static func now() -> UInt64 { nanoseconds(CLOCK_MONOTONIC) }

    /// What the whole process has used of the processors, in nanoseconds.
    static func processTime() -> UInt64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

    /// What the calling thread has used of them.
    static func threadTime() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    static var processorCount: Int { max(1, Int(bb_processor_count())) }

    /// The memory that the process has resident, in bytes: the second number of /proc/self/statm, in pages (proc(5)).
    static func residentMemory() -> Int {
        let file = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { Glibc.close(file) }
        var text = [UInt8](repeating: 0, count: 256)
        let count = unsafe text.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        let numbers = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
        guard numbers.count > 1, let pages = Int(String(decoding: numbers[1], as: UTF8.self)) else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    // MARK: Files

    static func isInMemory(_ folder: String) -> Bool { unsafe bb_is_in_memory(folder) }

    /// A file that is not there yet, for this user's eyes only.
    static func create(_ path: String) throws(BenchmarkError) -> Int32 {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system("cannot make \(path)", explain(errno)) }
        return file
    }

    static func write(_ file: Int32, _ bytes: [UInt8], at offset: Int) throws(BenchmarkError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe pwrite(file, rest.baseAddress, rest.count, off_t(offset + written))
            }
            if count < 0, errno != EINTR { throw .system("cannot write", explain(errno)) }
            written += max(0, count)
        }
    }

    static func sync(_ file: Int32) throws(BenchmarkError) {
        while fdatasync(file) != 0 {
            let code = errno
            if code != EINTR { throw .system("cannot sync", explain(code)) }
        }
    }

    static func empty(_ file: Int32) throws(BenchmarkError) {
        while ftruncate(file, 0) != 0 {
            let code = errno
            if code != EINTR { throw .system("cannot cut a file", explain(code)) }
        }
    }

    static func remove(_ path: String) { _ = unsafe unlink(path) }

    static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    // MARK: Sockets

    /// How long a peer that takes no byte is waited for, in seconds.
    private static let patience = 5

    /// A connection to a port of 127.0.0.1. It blocks when it sends and never when it receives.
    static func connect(port: UInt16) throws(BenchmarkError) -> Int32 {
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, flags, 0)
        guard descriptor >= 0 else { throw .system("no more connections", explain(errno)) }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let result = unsafe withUnsafeBytes(of: &target) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe Glibc.connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
            }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            throw .system("cannot connect to 127.0.0.1:\(port)", explain(code))
        }
        var one: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        _ = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, size)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    /// Sends all of it; false when the connection broke.
    static func send(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno != EINTR { return false }
            sent += max(0, count)
        }
        return true
    }

    /// How many bytes came; 0 when there are none yet, nil when the connection is over.
    static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int? {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe recv(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT))
            }
            if count > 0 { return count }
            if count == 0 { return nil }
            switch errno {
            case EINTR: continue
            case EAGAIN: return 0
            default: return nil
            }
        }
    }

    // MARK: epoll

    static func epollCreate() throws(BenchmarkError) -> Int32 {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw .system("epoll_create1", explain(errno)) }
        return descriptor
    }

    static func epollAdd(_ epoll: Int32, _ descriptor: Int32, tag: Int) throws(BenchmarkError) {
        guard bb_epoll_control(epoll, EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue, UInt64(tag)) == 0 else {
            throw .system("epoll_ctl", explain(errno))
        }
    }

    /// Fills `events`; returns how many, 0 when none came in so many milliseconds.
    static func epollWait(_ epoll: Int32, into events: inout [bb_event], milliseconds: Int32) -> Int {
        let count = unsafe events.withUnsafeMutableBufferPointer { buffer in
            unsafe bb_epoll_wait(epoll, buffer.baseAddress, Int32(buffer.count), milliseconds)
        }
        return max(0, Int(count))
    }

    // MARK: Threads

    /// Runs `body` on a thread of its own.
    static func startThread(_ body: @escaping @Sendable () -> Void) throws(BenchmarkError) {
        let box = unsafe Unmanaged.passRetained(ThreadBody(body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe bb_name_thread("benchmark")
                unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, unsafe box.toOpaque())
        guard code == 0 else {
            unsafe box.release()
            throw .system("cannot start a thread", explain(code))
        }
        pthread_detach(thread)
    }

    private final class ThreadBody: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private static func explain(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
