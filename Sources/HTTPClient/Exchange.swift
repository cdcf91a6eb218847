import Synchronization

/// One request on its way to the thread that sends it.
struct Exchange: Sendable {
    /// Stands for the exchange where it has to be found again, and tells whether the waiting task was cancelled.
    final class Ticket: Sendable {
        let isCancelled = Atomic(false)
    }

    /// Who is told what came of it, on the thread that sends.
    enum Waiter: Sendable {
        case task(CheckedContinuation<Outcome, Never>)
        case receiver(HTTPReceiver, tag: HTTPReceiver.Tag)
    }

    typealias Outcome = Result<HTTPResponse, TransferFailure>

    let ticket: Ticket
    let request: HTTPRequest
    let waiter: Waiter
}
