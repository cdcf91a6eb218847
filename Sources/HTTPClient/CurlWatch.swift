import CCurl
import CLinux
import Glibc

/// What libcurl waits for, as it tells: sockets, and the moment at which it wants to be called though none is ready. Used by one thread.
///
/// libcurl's own way of waiting (`curl_multi_poll`) asks each transfer and each socket anew for every wait; with many under way that is most
/// of what a transfer costs.
final class CurlWatch {
    /// The event that wakes comes first.
    private var entries: [pollfd]
    private var places: [Int32: Int] = [:]
    private var due: ContinuousClock.Instant?
    private let wakeUps: Int32

    /// - Parameter wakeUps: an eventfd that can be read when somebody wants to wake the thread; does not block.
    init(wakeUps: Int32) {
        self.wakeUps = wakeUps
        entries = [pollfd(fd: wakeUps, events: Int16(POLLIN), revents: 0)]
    }

    /// libcurl waits for this at a socket, and for nothing else there.
    func watch(_ socket: Int32, for what: Int32) {
        guard what != CURL_POLL_REMOVE else { return forget(socket) }
        let isReading = what & CURL_POLL_IN != 0
        let isWriting = what & CURL_POLL_OUT != 0
        let entry = pollfd(
            fd: socket, events: Int16((isReading ? POLLIN : 0) | (isWriting ? POLLOUT : 0)), revents: 0)
        if let place = places[socket] {
            entries[place] = entry
        } else {
            places[socket] = entries.count
            entries.append(entry)
        }
    }

    private func forget(_ socket: Int32) {
        guard let place = places.removeValue(forKey: socket) else { return }
        let last = entries.removeLast()
        guard place < entries.count else { return }
        entries[place] = last
        places[last.fd] = place
    }

    /// libcurl wants to be called in so many milliseconds; never, where that is negative.
    func setTimer(_ milliseconds: Int) { due = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds) }

    /// Whether libcurl wants to be called now; it is asked once for each time.
    func takeDue() -> Bool {
        guard let due, due <= .now else { return false }
        self.due = nil
        return true
    }

    /// Waits for a socket, the timer, a wake-up, or the end of `milliseconds`.
    /// - Returns: the sockets that are ready, each with libcurl's bits for what it is ready for.
    func wait(atMost milliseconds: Int32) -> [(socket: Int32, events: Int32)] {
        var pause = milliseconds
        // Rounded up: a moment too early would be one call for nothing after another.
        if let due {
            pause = min(pause, Int32(clamping: max(0, ContinuousClock.now.duration(to: due).wholeMilliseconds + 1)))
        }
        if let due, due <= .now { pause = 0 }
        // A look costs the same for one answer as for many: whoever is about to give one goes first.
        if entries.count > 1 { sched_yield() }
        var count = unsafe poll(&entries, nfds_t(entries.count), pause)
        var ready: [(socket: Int32, events: Int32)] = []
        guard count > 0 else { return ready }
        if entries[0].revents != 0 {
            count -= 1
            takeWakeUps()
        }
        ready.reserveCapacity(Int(count))
        for entry in entries.dropFirst() where entry.revents != 0 {
            let events = Int32(entry.revents)
            var bits: Int32 = 0
            if events & POLLIN != 0 { bits |= CURL_CSELECT_IN }
            if events & POLLOUT != 0 { bits |= CURL_CSELECT_OUT }
            if events & (POLLERR | POLLHUP | POLLNVAL) != 0 { bits |= CURL_CSELECT_IN | CURL_CSELECT_ERR }
            ready.append((entry.fd, bits))
        }
        return ready
    }

    private func takeWakeUps() {
        var count: eventfd_t = 0
        // because eventfd_read fills the one value it is handed.
        _ = unsafe eventfd_read(wakeUps, &count)
    }
}
