import Glibc
import Synchronization

/// Hands messages to mail servers by libcurl, each on a thread of its own for as long as it takes: they are rare, and one server that hangs
/// holds up nothing else.
public struct MailClient: Sendable {
    private let configuration: HTTPClientConfiguration

    /// Sends by these time-outs and certificates; the rest of the configuration is of no account here.
    public init(configuration: HTTPClientConfiguration) throws(HTTPClientError) {
        try configuration.check()
        guard CurlLibrary.isReady else { throw .cannotStart }
        self.configuration = configuration
    }

    /// Hands over a message, and waits until the server has taken it for all recipients that it knows. When the waiting task is cancelled it
    /// is given up within a second.
    public func send(_ mail: Mail) async -> MailFailure? {
        let ticket = Exchange.Ticket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let work = MailWork(mail: mail, configuration: configuration, ticket: ticket, waiter: waiter)
                if !work.start() { waiter.resume(returning: MailFailure("the system has no thread left")) }
            }
        } onCancel: {
            ticket.isCancelled.store(true, ordering: .releasing)
        }
    }
}

/// What a message's thread does.
private final class MailWork: Sendable {
    private let mail: Mail
    private let configuration: HTTPClientConfiguration
    private let ticket: Exchange.Ticket
    private let waiter: CheckedContinuation<MailFailure?, Never>

    init(
        mail: Mail, configuration: HTTPClientConfiguration, ticket: Exchange.Ticket,
        waiter: CheckedContinuation<MailFailure?, Never>
    ) {
        self.mail = mail
        self.configuration = configuration
        self.ticket = ticket
        self.waiter = waiter
    }

    /// Starts the thread; false when there is none left.
    func start() -> Bool {
        let work = unsafe Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                LoopThread.leaveSignalsToOthers()
                unsafe Unmanaged<MailWork>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, unsafe work.toOpaque())
        guard code == 0 else {
            unsafe work.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func run() {
        let failure: MailFailure? =
            if let transfer = MailTransfer(mail, ticket: ticket) { transfer.perform(by: configuration) } else {
                MailFailure("libcurl has no memory left")
            }
        waiter.resume(returning: failure)
    }
}
