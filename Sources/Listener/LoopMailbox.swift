internal import Synchronization

/// The one way into an event loop from other threads: messages under a lock held for an append, and one wake-up for all that wait.
public final class LoopMailbox: Sendable {
    enum Message: Sendable {
        case answers([(Exchange, Response)])
        case round(any AnsweredRound)
        case stop(graceMilliseconds: Int64)
        case limits(ListenerConfiguration)
        case streamed(ContentInlet, StreamedContent.News)
        case file(Exchange, Response, ResponseFile)
    }

    private struct State {
        var messages: [Message] = []
        /// The loop has been woken, and has not looked yet.
        var isSignalled = false
    }

    private let state = Mutex(State())
    private let event: Int32

    init(event: Int32) {
        self.event = event
    }

    deinit { System.close(event) }

    /// Hands answers to the loop; it writes them in the order given.
    public func deliver(_ answers: [(Exchange, Response)]) {
        post(.answers(answers))
    }

    /// Leaves what came of a whole round, whose answers are made on the loop's thread, without waking the loop, which may find it before;
    /// ``wake()`` has to follow.
    public func leave(_ round: any AnsweredRound) {
        state.withLock { $0.messages.append(.round(round)) }
    }

    /// Wakes the loop for what was left and not found yet.
    public func wake() {
        let wakes = state.withLock { state in
            guard !state.messages.isEmpty, !state.isSignalled else { return false }
            state.isSignalled = true
            return true
        }
        if wakes { System.eventSignal(event) }
    }

    /// Hands over an answer whose content is a file's, and the response's own for HEAD alone: it has none.
    public func deliver(_ response: Response, _ file: ResponseFile, to exchange: Exchange) {
        post(.file(exchange, response, file))
    }

    func post(_ message: Message) {
        let wakes = state.withLock { state in
            state.messages.append(message)
            defer { state.isSignalled = true }
            return !state.isSignalled
        }
        if wakes { System.eventSignal(event) }
    }

    func take() -> [Message] {
        System.eventClear(event)
        return state.withLock { state in
            state.isSignalled = false
            let taken = state.messages
            state.messages = []
            return taken
        }
    }
}
