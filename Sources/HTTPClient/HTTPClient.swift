import Glibc
import Synchronization

/// Sends requests over HTTP/1.1 by libcurl, many at once on one thread of its own, and keeps the connections.
///
/// A request is sent once: never again by itself after any of its content was on its way, and no redirect is followed. TLS certificates are
/// always verified. `close()` has to be awaited before the client is let go.
public final class HTTPClient: Sendable {
    private let configuration: HTTPClientConfiguration
    private let queue: ExchangeQueue
    private let thread: Mutex<LoopThread?>

    /// Starts the client's thread.
    public init(configuration: HTTPClientConfiguration) throws(HTTPClientError) {
        try configuration.check()
        guard CurlLibrary.isReady, let multi = CurlMulti(keptConnections: configuration.keptConnections) else {
            throw .cannotStart
        }
        self.configuration = configuration
        queue = ExchangeQueue(waker: multi.waker)
        let loop = TransferLoop(multi: multi, queue: queue, configuration: configuration)
        guard let thread = LoopThread(running: loop, queue: queue) else { throw .cannotStart }
        self.thread = Mutex(thread)
    }

    /// Sends a request and waits for its whole answer, whatever its status. When the waiting task is cancelled the request is given up at once,
    /// and the failure says how far it had come.
    public func send(_ request: HTTPRequest) async -> Result<HTTPResponse, TransferFailure> { await post(request) }

    /// The same.
    public func post(_ request: HTTPRequest) async -> Result<HTTPResponse, TransferFailure> {
        let ticket = Exchange.Ticket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let exchange = Exchange(ticket: ticket, request: request, waiter: .task(waiter))
                if !queue.append([exchange]) {
                    waiter.resume(returning: .failure(TransferFailure(reach: .neverSent, cause: .closed)))
                }
            }
        } onCancel: {
            queue.cancel(ticket)
        }
    }

    /// Sends several requests, each as ``send(_:)`` does, and hands them over at once: returns before anything is sent. The receiver is told
    /// of each once.
    public func post(_ requests: [(tag: HTTPReceiver.Tag, request: HTTPRequest)], to receiver: HTTPReceiver) {
        let exchanges = requests.map { tag, request in
            Exchange(request: request, waiter: .receiver(receiver, tag: tag))
        }
        guard !queue.append(exchanges) else { return }
        // Not from here: the receiver may be the one who asks, and ask again.
        Task {
            let failure = TransferFailure(reach: .neverSent, cause: .closed)
            receiver.told(requests.map { HTTPReceiver.Ended(tag: $0.tag, result: .failure(failure), taken: .zero) })
        }
    }

    /// Takes no more requests, waits up to `limit` for those under way, fails what is left, closes the connections and ends the thread. May be
    /// called more than once; every call returns when all that is done.
    public func close(within limit: Duration = .seconds(5)) async {
        queue.close(by: .now + limit)
        await queue.waitForEnd()
        thread.withLock { $0.take() }?.join()
    }

    deinit {
        queue.close(by: .now)
        thread.withLock { $0.take() }?.detach()
    }
}
