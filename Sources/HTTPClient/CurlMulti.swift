import CCurl

/// libcurl's multi handle: all transfers of one client. Used by one thread, but for `Waker`.
@safe struct CurlMulti: ~Copyable {
    /// Interrupts `poll` from any thread. Only valid while the multi handle is; `ExchangeQueue` sees to that.
    // because curl_multi_wakeup is the one call that libcurl allows from any thread.
    @safe struct Waker: @unchecked Sendable {
        fileprivate let handle: UnsafeMutableRawPointer

        func wake() { unsafe curl_multi_wakeup(handle) }
    }

    private var handle: UnsafeMutableRawPointer?
    /// See `Waker`.
    let waker: Waker

    /// Nil when libcurl has no memory or no sockets left.
    init?(keptConnections: Int) {
        guard let handle = unsafe curl_multi_init() else { return nil }
        unsafe ccurl_multi_set_long(handle, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
        unsafe ccurl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, keptConnections)
        unsafe self.handle = unsafe handle
        self.waker = unsafe Waker(handle: handle)
    }

    /// Lets a transfer begin; false when libcurl will not have it.
    func add(_ transfer: CurlTransfer) -> Bool { unsafe curl_multi_add_handle(handle, transfer.easy) == CURLM_OK }

    /// Takes a transfer out, wherever it stands; its connection is closed unless the transfer had ended well.
    func remove(_ transfer: CurlTransfer) { unsafe curl_multi_remove_handle(handle, transfer.easy) }

    /// Does all that can be done without waiting; false when libcurl itself failed.
    func perform() -> Bool {
        var running: Int32 = 0
        return unsafe curl_multi_perform(handle, &running) == CURLM_OK
    }

    /// Waits for a socket, a timer of libcurl's, a wake-up, or the end of `milliseconds`.
    func poll(milliseconds: Int32) { unsafe curl_multi_poll(handle, nil, 0, milliseconds, nil) }

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
    }

    deinit { assert(unsafe handle == nil, "a multi handle was dropped without being closed") }
}
