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

    private let messages = Mutex<[Message]>([])
    private let event: Int32

    init(event: Int32) {
        self.event = event
    }

    deinit { System.close(event) }

    /// Hands answers to the loop; it writes them in the order given.
    public func deliver(_ answers: [(Exchange, Response)]) {
        post(.answers(answers))
    }

    /// Hands over what came of a whole round: its answers are made on the loop's thread.
    public func deliver(_ round: any AnsweredRound) {
        post(.round(round))
    }

    /// Hands over an answer whose content is a file's, and the response's own for HEAD alone: it has none.
    public func deliver(_ response: Response, _ file: ResponseFile, to exchange: Exchange) {
        post(.file(exchange, response, file))
    }

    func post(_ message: Message) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { System.eventSignal(event) }
    }

    func take() -> [Message] {
        System.eventClear(event)
        return messages.withLock { messages in
            let taken = messages
            messages = []
            return taken
        }
    }
}
