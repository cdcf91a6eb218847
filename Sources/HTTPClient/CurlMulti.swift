import CCurl
import CLinux
import Glibc

/// libcurl's multi handle: all transfers of one client. Used by one thread, but for `Waker`.
@safe struct CurlMulti: ~Copyable {
    /// Interrupts `wait` from any thread. Only valid while the multi handle is; `ExchangeQueue` sees to that.
    struct Waker: Sendable {
        fileprivate let descriptor: Int32

        func wake() { _ = eventfd_write(descriptor, 1) }
    }

    private var handle: UnsafeMutableRawPointer?
    private let watch: CurlWatch
    /// See `Waker`.
    let waker: Waker

    /// Nil when libcurl has no memory, or the system no descriptors left.
    init?(keptConnections: Int) {
        let wakeUps = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard wakeUps >= 0 else { return nil }
        guard let handle = unsafe curl_multi_init() else {
            _ = Glibc.close(wakeUps)
            return nil
        }
        unsafe self.handle = unsafe handle
        waker = Waker(descriptor: wakeUps)
        watch = CurlWatch(wakeUps: wakeUps)
        unsafe ccurl_multi_set_long(handle, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
        unsafe ccurl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, keptConnections)
        unsafe ccurl_multi_set_watch(
            handle, Unmanaged.passUnretained(watch).toOpaque(),
            { _, socket, what, context, _ in
                unsafe CurlMulti.watch(context)?.watch(socket, for: what)
                return 0
            },
            { _, milliseconds, context in
                unsafe CurlMulti.watch(context)?.setTimer(milliseconds)
                return 0
            })
    }

    private static func watch(_ context: UnsafeMutableRawPointer?) -> CurlWatch? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<CurlWatch>.fromOpaque(context).takeUnretainedValue()
    }

    /// Lets a transfer begin; false when libcurl will not have it.
    func add(_ transfer: CurlTransfer) -> Bool { unsafe curl_multi_add_handle(handle, transfer.easy) == CURLM_OK }

    /// Takes a transfer out, wherever it stands; its connection is closed unless the transfer had ended well.
    func remove(_ transfer: CurlTransfer) { unsafe curl_multi_remove_handle(handle, transfer.easy) }

    /// Waits for a socket, a timer of libcurl's, a wake-up, or the end of `milliseconds`; then does what is to be done at those that are ready.
    /// False when libcurl itself failed.
    func wait(milliseconds: Int32) -> Bool {
        for (socket, events) in watch.wait(atMost: milliseconds) {
            guard act(socket, events) else { return false }
        }
        return true
    }

    /// Does what libcurl wants to do without any socket, if anything: begins, gives up what takes too long. False when libcurl itself failed.
    func actIfDue() -> Bool {
        var rounds = 0
        while watch.takeDue() {
            guard act(CURL_SOCKET_TIMEOUT, 0) else { return false }
            rounds += 1
            // What it wants again at once can wait for the sockets.
            if rounds == 2 { break }
        }
        return true
    }

    private func act(_ socket: curl_socket_t, _ events: Int32) -> Bool {
        var running: Int32 = 0
        return unsafe curl_multi_socket_action(handle, socket, events, &running) == CURLM_OK
    }

    /// A transfer that has ended and was not asked for before, with libcurl's result.
    func nextEnded() -> (CurlTransfer, CURLcode)? {
        var result = CURLE_OK
        guard let easy = unsafe ccurl_multi_next_ended(handle, &result) else { return nil }
        return unsafe CurlTransfer.of(easy).map { ($0, result) }
    }

    /// Closes all connections. Every transfer must have been removed.
    mutating func close() {
        unsafe curl_multi_cleanup(handle)
        unsafe handle = nil
        _ = Glibc.close(waker.descriptor)
    }

    deinit { assert(unsafe handle == nil, "a multi handle was dropped without being closed") }
}
