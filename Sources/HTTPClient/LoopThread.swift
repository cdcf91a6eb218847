import Glibc
import Synchronization

/// The thread that a `TransferLoop` runs on.
struct LoopThread: Sendable {
    private let thread: pthread_t

    /// Starts the loop on a thread of its own; nil when the system has no thread left, and then the loop has run to its end, doing nothing.
    init?(running loop: sending TransferLoop, queue: ExchangeQueue) {
        let work = unsafe Unmanaged.passRetained(Work(loop: loop, queue: queue))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                LoopThread.leaveSignalsToOthers()
                let work = unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                work.loop.run()
                work.queue.announceEnd()
                return nil
            }, unsafe work.toOpaque())
        guard code == 0 else {
            let work = unsafe work.takeRetainedValue()
            queue.close(by: .now)
            work.loop.run()
            return nil
        }
        self.thread = thread
    }

    /// Waits for the thread's end. Once only, and instead of `detach`.
    func join() { pthread_join(thread, nil) }

    /// Lets the thread end unobserved.
    func detach() { pthread_detach(thread) }

    /// libcurl does not keep SIGPIPE off while CURLOPT_NOSIGNAL is set, and OpenSSL writes without MSG_NOSIGNAL.
    static func leaveSignalsToOthers() {
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { unsafe sigdelset(&signals, fault) }
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private final class Work {
        let loop: TransferLoop
        let queue: ExchangeQueue

        init(loop: TransferLoop, queue: ExchangeQueue) {
            self.loop = loop
            self.queue = queue
        }
    }
}
