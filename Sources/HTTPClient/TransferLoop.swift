import CCurl
import Synchronization

/// What the client's own thread does: takes exchanges from the queue, lets libcurl work on all of them at once, and answers who waits.
final class TransferLoop {
    private let queue: ExchangeQueue
    private let configuration: HTTPClientConfiguration
    private var multi: CurlMulti
    /// Outlives the connections, which end with `multi`.
    private let sockets = CurlSockets()
    private var active: [ObjectIdentifier: CurlTransfer] = [:]
    private var idle: [CurlTransfer] = []
    private var answers: [(exchange: Exchange, outcome: Exchange.Outcome, taken: Duration)] = []

    init(multi: consuming CurlMulti, queue: ExchangeQueue, configuration: HTTPClientConfiguration) {
        self.multi = multi
        self.queue = queue
        self.configuration = configuration
    }

    /// Runs until the client is closed and nothing is under way.
    func run() {
        var isWell = true
        var hasHurried = false
        while true {
            let batch = queue.take()
            for exchange in batch.arrivals { begin(exchange) }
            for ticket in batch.cancellations { abandon(ObjectIdentifier(ticket), cause: .cancelled) }
            isWell = multi.actIfDue() && isWell
            while let (transfer, code) = multi.nextEnded() { finish(transfer, code) }
            if !isWell { abandonAll(cause: .other) }
            var pause: Int32 = 60_000
            if let deadline = batch.closing {
                let left = ContinuousClock.now.duration(to: deadline).wholeMilliseconds
                if left <= 0 { abandonAll(cause: .closed) }
                pause = Int32(clamping: max(0, left) + 1)
            }
            giveAnswers()
            if batch.closing != nil, active.isEmpty, queue.endIfEmpty() { break }
            let mayRest = queue.mayRest()
            // Who is told of an end asks for the next request at once: that goes out before the sockets are looked at.
            hasHurried = !mayRest && !hasHurried
            if hasHurried { continue }
            isWell = multi.wait(milliseconds: mayRest ? pause : 0)
        }
        idle.removeAll()
        multi.close()
    }

    private func begin(_ exchange: Exchange) {
        if exchange.ticket?.isCancelled.load(ordering: .acquiring) == true {
            return refuse(exchange, cause: .cancelled)
        }
        guard let transfer = idle.popLast() ?? CurlTransfer(sockets: sockets) else {
            return refuse(exchange, cause: .other)
        }
        transfer.begun = .now
        guard transfer.prepare(exchange, by: configuration), multi.add(transfer) else {
            return refuse(exchange, cause: .other)
        }
        active[exchange.name] = transfer
    }

    private func refuse(_ exchange: Exchange, cause: TransferFailure.Cause) {
        answers.append((exchange, .failure(TransferFailure(reach: .neverSent, cause: cause)), .zero))
    }

    private func finish(_ transfer: CurlTransfer, _ code: CURLcode) {
        multi.remove(transfer)
        if code == CURLE_ABORTED_BY_CALLBACK, transfer.isStale, beginAgain(transfer) { return }
        guard let (exchange, outcome) = transfer.finish(code) else { return }
        active[exchange.name] = nil
        answers.append((exchange, outcome, transfer.taken))
        if idle.count < configuration.keptConnections { idle.append(transfer) }
    }

    /// Nothing was sent on the kept connection, so the request may go over a fresh one.
    private func beginAgain(_ transfer: CurlTransfer) -> Bool {
        guard let exchange = transfer.exchange else { return false }
        return transfer.prepare(exchange, by: configuration, onFreshConnection: true) && multi.add(transfer)
    }

    private func abandon(_ ticket: ObjectIdentifier, cause: TransferFailure.Cause) {
        guard let transfer = active.removeValue(forKey: ticket) else { return }
        multi.remove(transfer)
        guard let (exchange, outcome) = transfer.finish(CURLE_OK, cause: cause) else { return }
        answers.append((exchange, outcome, transfer.taken))
    }

    private func abandonAll(cause: TransferFailure.Cause) {
        for ticket in Array(active.keys) { abandon(ticket, cause: cause) }
    }

    private func giveAnswers() {
        var receiver: HTTPReceiver?
        var ended: [HTTPReceiver.Ended] = []
        for (exchange, outcome, taken) in answers {
            switch exchange.waiter {
            case .task(let task): task.resume(returning: outcome)
            case .receiver(let own, let tag):
                // Those of one receiver stand together, as a rule.
                if let receiver, receiver !== own {
                    receiver.told(ended)
                    ended = []
                }
                receiver = own
                ended.append(HTTPReceiver.Ended(tag: tag, result: outcome, taken: taken))
            }
        }
        receiver?.told(ended)
        answers.removeAll(keepingCapacity: true)
    }
}
