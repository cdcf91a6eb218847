internal import CLinux
internal import Glibc

/// Every system call that the listener makes. EINTR is retried, would-block is a value, errno is taken at once, and a descriptor that
/// is not open ends the process: going on would mean to read another connection's bytes.
///
/// because these calls read or fill the memory they are handed only for their own length, each `unsafe` here ends with its line.
enum System {
    /// What a transfer on a non-blocking socket came to.
    enum Transfer: Equatable {
        case bytes(Int)
        case wouldBlock
        /// The peer is gone, or the connection broke.
        case failed(Int32)
    }

    static func explain(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error" }
        return unsafe String(cString: text)
    }

    static func isWouldBlock(_ code: Int32) -> Bool { code == EAGAIN }

    static let invalidArgument = EINVAL

    // MARK: Reading and writing

    static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Transfer {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count >= 0 { return .bytes(count) }
            if let failure = failure() { return failure }
        }
    }

    static func send(_ descriptor: Int32, _ bytes: [UInt8], from start: Int) -> Transfer {
        while true {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
                return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 { return .bytes(count) }
            if let failure = failure() { return failure }
        }
    }

    /// Sends a part of a file, without its passing through our memory (sendfile(2)).
    static func send(_ descriptor: Int32, file: Int32, from start: Int, to end: Int) -> Transfer {
        while true {
            var offset = off_t(start)
            let count = unsafe bb_send_file(descriptor, file, &offset, min(end - start, 256 * 1024))
            if count >= 0 { return .bytes(count) }
            if let failure = failure() { return failure }
        }
    }

    /// Nil says: try again.
    private static func failure() -> Transfer? {
        let code = errno
        switch code {
        case EINTR: return nil
        case EAGAIN: return .wouldBlock
        default:
            trapIfNotOpen(code)
            return .failed(code)
        }
    }

    private static func trapIfNotOpen(_ code: Int32) {
        precondition(code != EBADF, "a descriptor was used after it was closed")
    }

    static func shutdownWriting(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// The next close drops what was not sent yet, and tells the peer by a reset (SO_LINGER of 0, socket(7)).
    static func resetOnClose(_ descriptor: Int32) {
        var value = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    /// Another descriptor for the same socket, closed on exec.
    static func duplicate(_ descriptor: Int32) throws(SystemError) -> Int32 {
        let copy = bb_duplicate(descriptor)
        guard copy >= 0 else { throw SystemError(operation: "duplicate a listening socket", code: errno) }
        return copy
    }

    static func close(_ descriptor: Int32) {
        // Linux frees the descriptor even when close is interrupted: it is never called twice.
        if Glibc.close(descriptor) != 0 { trapIfNotOpen(errno) }
    }

    /// What accept(2) says when no descriptor is free.
    static let outOfDescriptors = SystemError(operation: "accept", code: EMFILE)

    /// The number that the next descriptor will have, as long as nobody else opens one; nil where none is free.
    /// - Parameter descriptor: any that is open.
    static func lowestFreeDescriptor(beside descriptor: Int32) -> Int32? {
        let lowest = bb_duplicate(descriptor)
        guard lowest >= 0 else { return nil }
        close(lowest)
        return lowest
    }

    /// How many descriptors this process may have open.
    static var descriptorLimit: Int32 {
        var limit = rlimit()
        // because getrlimit fills the one value it is handed, for the length of the call.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        return Int32(clamping: limit.rlim_cur)
    }

    // MARK: Listening

    static func accept(_ listener: Int32) -> Result<(descriptor: Int32, peer: PeerAddress), SystemError> {
        var storage = sockaddr_storage()
        while true {
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let descriptor = unsafe bb_accept(listener, &storage, &length)
            if descriptor >= 0 { return .success((descriptor, peer(of: storage))) }
            let code = errno
            // A connection that died in the queue is no reason to stop (accept(2)).
            if code == EINTR || code == ECONNABORTED || code == EPROTO { continue }
            trapIfNotOpen(code)
            return .failure(SystemError(operation: "accept", code: code))
        }
    }

    static func peer(of storage: sockaddr_storage) -> PeerAddress {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in.self) }
            return .internet(IPAddress(bits: 0xFFFF << 32 | UInt128(UInt32(bigEndian: address.sin_addr.s_addr))))
        case AF_INET6:
            let address = unsafe withUnsafeBytes(of: &storage) { unsafe $0.load(as: sockaddr_in6.self) }
            let bits = unsafe withUnsafeBytes(of: address.sin6_addr) { unsafe $0.loadUnaligned(as: UInt128.self) }
            return .internet(IPAddress(bits: UInt128(bigEndian: bits)))
        default:
            return .unix
        }
    }

    /// The canonical text of an IPv6 address (RFC 5952, by inet_ntop).
    static func describeVersion6(_ bits: UInt128) -> String {
        let words = bits.bigEndian
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let end = unsafe withUnsafeBytes(of: words) { bytes in
            unsafe inet_ntop(AF_INET6, bytes.baseAddress, &text, socklen_t(text.count))
        }
        guard unsafe end != nil else { return "::" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A listening TCP socket; `reusePort` lets several loops have one each for the same address.
    static func listen(on address: IPAddress, port: UInt16, reusePort: Bool) throws(SystemError) -> Int32 {
        let family = address.isIPv4 ? AF_INET : AF_INET6
        let name = address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
        let descriptor = try socket(family, name)
        do throws(SystemError) {
            try set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1, name)
            if reusePort { try set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1, name) }
            if !address.isIPv4 { try set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1, name) }
            let result: Int32
            if address.isIPv4 {
                var target = sockaddr_in()
                target.sin_family = sa_family_t(AF_INET)
                target.sin_port = port.bigEndian
                target.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
                result = unsafe withUnsafeBytes(of: &target) { unsafe bind(descriptor, $0) }
            } else {
                var target = sockaddr_in6()
                target.sin6_family = sa_family_t(AF_INET6)
                target.sin6_port = port.bigEndian
                unsafe withUnsafeMutableBytes(of: &target.sin6_addr) { bytes in
                    unsafe bytes.storeBytes(of: address.bits.bigEndian, as: UInt128.self)
                }
                result = unsafe withUnsafeBytes(of: &target) { unsafe bind(descriptor, $0) }
            }
            guard result == 0 else { throw SystemError(operation: "bind \(name)", code: errno) }
            return try listening(descriptor, name)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// A listening Unix socket at `path` with the given mode; a socket that nobody listens on any more is replaced.
    static func listen(onUnix path: String, mode: UInt32) throws(SystemError) -> Int32 {
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        let name = "unix:\(path)"
        let room = MemoryLayout.size(ofValue: target.sun_path)
        guard path.utf8.count < room else { throw SystemError(operation: "bind \(name)", code: ENAMETOOLONG) }
        unsafe withUnsafeMutableBytes(of: &target.sun_path) { bytes in unsafe bytes.copyBytes(from: path.utf8) }
        let probe = try socket(AF_UNIX, name)
        let isTaken = unsafe withUnsafeBytes(of: &target) { unsafe connect(probe, $0) == 0 }
        let code = errno
        close(probe)
        if isTaken { throw SystemError(operation: "bind \(name)", code: EADDRINUSE) }
        // Only a socket that nobody listens on is replaced: a file of that name is somebody's.
        if code == ECONNREFUSED, unsafe bb_is_socket(path) { _ = unsafe unlink(path) }
        let listener = try socket(AF_UNIX, name)
        do throws(SystemError) {
            let isBound = unsafe withUnsafeBytes(of: &target) { unsafe bind(listener, $0) == 0 }
            guard isBound, unsafe chmod(path, mode) == 0 else {
                throw SystemError(operation: "bind \(name)", code: errno)
            }
            return try listening(listener, name)
        } catch {
            close(listener)
            throw error
        }
    }

    static func remove(_ path: String) { _ = unsafe unlink(path) }

    private static func bind(_ descriptor: Int32, _ address: UnsafeRawBufferPointer) -> Int32 {
        unsafe address.withMemoryRebound(to: sockaddr.self) {
            unsafe Glibc.bind(descriptor, $0.baseAddress, socklen_t(address.count))
        }
    }

    private static func connect(_ descriptor: Int32, _ address: UnsafeRawBufferPointer) -> Int32 {
        unsafe address.withMemoryRebound(to: sockaddr.self) {
            unsafe Glibc.connect(descriptor, $0.baseAddress, socklen_t(address.count))
        }
    }

    private static func socket(_ family: Int32, _ name: String) throws(SystemError) -> Int32 {
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = Glibc.socket(family, flags, 0)
        guard descriptor >= 0 else { throw SystemError(operation: "socket for \(name)", code: errno) }
        return descriptor
    }

    private static func listening(_ descriptor: Int32, _ name: String) throws(SystemError) -> Int32 {
        guard Glibc.listen(descriptor, 4096) == 0 else {
            throw SystemError(operation: "listen \(name)", code: errno)
        }
        return descriptor
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32, _ name: String)
        throws(SystemError)
    {
        var value = value
        guard unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0 else {
            throw SystemError(operation: "setsockopt \(name)", code: errno)
        }
    }

    /// One write a response leaves at once (TCP_NODELAY); a Unix socket has no such option, and needs none.
    static func sendWithoutDelay(_ descriptor: Int32) {
        var value: Int32 = 1
        _ = unsafe setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The port that a socket bound to port 0 was given.
    static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = unsafe withUnsafeMutableBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe getsockname(descriptor, $0.baseAddress, &length)
            }
        }
        // sockaddr_in and sockaddr_in6 have the port in the same place.
        return result == 0 ? UInt16(bigEndian: address.sin6_port) : 0
    }

    // MARK: epoll

    static func epollCreate() throws(SystemError) -> Int32 {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemError(operation: "epoll_create1", code: errno) }
        return descriptor
    }

    static func epollAdd(_ epoll: Int32, _ descriptor: Int32, events: UInt32, tag: UInt64) -> Bool {
        if bb_epoll_control(epoll, EPOLL_CTL_ADD, descriptor, events, tag) == 0 { return true }
        trapIfNotOpen(errno)
        return false
    }

    static func epollRemove(_ epoll: Int32, _ descriptor: Int32) {
        if bb_epoll_control(epoll, EPOLL_CTL_DEL, descriptor, 0, 0) != 0 { trapIfNotOpen(errno) }
    }

    /// Waits for events; `milliseconds` below 0 waits without end. Returns how many of `events` were filled.
    static func epollWait(_ epoll: Int32, into events: inout [bb_event], milliseconds: Int32) -> Int {
        while true {
            let count = unsafe events.withUnsafeMutableBufferPointer { buffer in
                unsafe bb_epoll_wait(epoll, buffer.baseAddress, Int32(buffer.count), milliseconds)
            }
            if count >= 0 { return Int(count) }
            let code = errno
            precondition(code == EINTR, "epoll_wait failed with errno \(code)")
        }
    }

    // MARK: Waking

    static func eventCreate() throws(SystemError) -> Int32 {
        let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else { throw SystemError(operation: "eventfd", code: errno) }
        return descriptor
    }

    static func eventSignal(_ descriptor: Int32) {
        if eventfd_write(descriptor, 1) != 0 { trapIfNotOpen(errno) }
    }

    static func eventClear(_ descriptor: Int32) {
        var value: eventfd_t = 0
        _ = unsafe eventfd_read(descriptor, &value)
    }

    // MARK: Threads, time, chance

    /// Milliseconds of a clock that never goes back; only differences mean something.
    static func monotonicMilliseconds() -> Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Runs `body` on a thread of its own, detached.
    static func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let box = unsafe Unmanaged.passRetained(ThreadBody(name, body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                let body = unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue()
                unsafe bb_name_thread(body.name)
                body.run()
                return nil
            }, unsafe box.toOpaque())
        guard code == 0 else {
            unsafe box.release()
            throw SystemError(operation: "start thread \(name)", code: code)
        }
        pthread_detach(thread)
    }

    private final class ThreadBody: Sendable {
        let name: String
        let run: @Sendable () -> Void
        init(_ name: String, _ run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// The processors that the scheduler lets this process use, 1 or more.
    static var processorCount: Int { max(1, Int(bb_processor_count())) }

    /// A peer that went away must not end the process (signal(7)).
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }
}
