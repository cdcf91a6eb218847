internal import Glibc
internal import Synchronization

/// The signals the service lives by. They are blocked in every thread and taken by the main thread alone, so that no code of ours
/// ever runs inside a signal handler.
enum Signals {
    enum Event: Sendable {
        /// SIGTERM or SIGINT.
        case stop
        /// SIGHUP.
        case reload
    }

    private static let listeners = Mutex<[AsyncStream<Event>.Continuation]>([])

    /// Blocks the signals in this thread and all that it starts. Comes before anything else.
    static func block() {
        var set = handled
        // because the set is a value of this frame, read only for the length of the call.
        _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for signals for as long as the process lives.
    static func deliver() -> Never {
        var set = handled
        while true {
            var number: Int32 = 0
            // because both are values of this frame, used only for the length of the call.
            guard unsafe sigwait(&set, &number) == 0 else { continue }
            let event = number == SIGHUP ? Event.reload : .stop
            let waiting = listeners.withLock { $0 }
            // A command that does not listen ends as it would without us.
            if waiting.isEmpty, event == .stop { exit(128 + number) }
            for listener in waiting { listener.yield(event) }
        }
    }

    /// The signals from now on.
    static func events() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
        listeners.withLock { $0.append(continuation) }
        return stream
    }

    /// Waits for SIGTERM or SIGINT, passing over the others.
    static func waitForStop() async {
        for await event in events() where event == .stop { return }
    }

    private static var handled: sigset_t {
        var set = sigset_t()
        // because these fill the one value they are handed, for the length of the call.
        unsafe sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, signal) }
        return set
    }
}
