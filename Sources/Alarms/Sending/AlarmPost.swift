internal import Synchronization
public import Telemetry

/// Sends messages to one target, one after the other, on a task of its own: whoever hands one over never waits.
public final class AlarmPost: Sendable {
    private let name: String
    private let sender: any AlarmSender
    private let pauses: [Duration]
    private let log: Log
    private let queue = Mutex(AlarmQueue())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let isBusy = Atomic(false)

    /// From the first try to the last, about a day; what is still wrong then is told by the reminder.
    public static let usualPauses =
        [5, 15, 60, 300, 900].map(Duration.seconds) + Array(repeating: Duration.seconds(3600), count: 24)

    /// - Parameters:
    ///   - name: the target's, for the log.
    ///   - pauses: from each failed try to the next; after the last the message is dropped.
    public init(to name: String, by sender: any AlarmSender, pauses: [Duration] = usualPauses, log: Log) {
        self.name = name
        self.sender = sender
        self.pauses = pauses
        self.log = log
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes a message, from any thread and without waiting.
    public func put(_ message: AlarmMessage) {
        let dropped = queue.withLock { queue in
            let before = queue.dropped
            queue.append(message)
            return queue.dropped > before
        }
        if dropped { log.line(.error, "alert dropped: too many wait") { $0.add("target", name) } }
        signal.yield()
    }

    /// Whether nothing waits and nothing is being sent.
    var isIdle: Bool { queue.withLock { $0.waiting.isEmpty } && !isBusy.load(ordering: .acquiring) }

    /// Sends what comes until the task is cancelled.
    public func run() async {
        var events = signals.makeAsyncIterator()
        while !Task.isCancelled {
            while !Task.isCancelled, let message = take() {
                await send(message)
                isBusy.store(false, ordering: .releasing)
            }
            _ = await events.next()
        }
    }

    private func take() -> AlarmMessage? {
        queue.withLock { queue in
            guard let message = queue.next() else { return nil }
            isBusy.store(true, ordering: .releasing)
            return message
        }
    }

    private func send(_ message: AlarmMessage) async {
        for pause in pauses.map(Optional.init) + [nil] {
            guard let failure = await sender.send(message) else {
                return log.line(.info, "alert sent") { line in
                    line.add("target", name)
                    line.add("kind", message.kind.rawValue)
                }
            }
            if Task.isCancelled { return }
            let isOver = failure.isFinal || pause == nil
            log.line(isOver ? .error : .warning, isOver ? "alert not sent" : "alert not sent yet") { line in
                line.add("target", name)
                line.add("kind", message.kind.rawValue)
                line.add("reason", failure.words)
            }
            guard !isOver, let pause, (try? await Task.sleep(for: pause)) != nil else { return }
        }
    }
}
