import Synchronization

/// One request on its way to the thread that sends it, and back: one object in all hands that it goes through.
final class Exchange: Sendable {
    /// Stands for an exchange that may be cancelled, and tells whether the waiting task was.
    final class Ticket: Sendable {
        let isCancelled = Atomic(false)
    }

    /// Who is told what came of it, on the thread that sends.
    enum Waiter: Sendable {
        case task(CheckedContinuation<Outcome, Never>)
        case receiver(HTTPReceiver, tag: HTTPReceiver.Tag)
    }

    typealias Outcome = Result<HTTPResponse, TransferFailure>

    /// Nil where nobody can cancel it.
    let ticket: Ticket?
    let request: HTTPRequest
    let waiter: Waiter

    init(ticket: Ticket? = nil, request: HTTPRequest, waiter: Waiter) {
        (self.ticket, self.request, self.waiter) = (ticket, request, waiter)
    }

    /// Under which it is found again while it is under way: by its ticket, where it has one.
    var name: ObjectIdentifier { ticket.map(ObjectIdentifier.init) ?? ObjectIdentifier(self) }
}
