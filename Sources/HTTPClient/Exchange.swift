import Synchronization

/// One awaited request on its way to the thread that sends it.
struct Exchange: Sendable {
    /// Stands for the exchange where it has to be found again, and tells whether the waiting task was cancelled.
    final class Ticket: Sendable {
        let isCancelled = Atomic(false)
    }

    typealias Outcome = Result<HTTPResponse, TransferFailure>

    let ticket: Ticket
    let request: HTTPRequest
    let waiter: CheckedContinuation<Outcome, Never>
}
