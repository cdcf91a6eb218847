internal import Wire

extension EventLoop {
    /// Charges the listener's budget with what this connection holds by now. A request that came whole in one read holds nothing, and costs
    /// a comparison. One that grows beyond what is left is answered with 503.
    mutating func charge(_ slot: Int) {
        let change = connections[slot].uncharged
        guard change != 0 else { return }
        connections[slot].charged += change
        let total = shared.budget.add(change)
        if change > 0, total > configuration.buffered { exceed(slot) }
    }

    private mutating func exceed(_ slot: Int) {
        switch connections[slot].phase {
        case .content, .chunks:
            refuseContent(slot, in: connections[slot].input, status: 503, detail: Self.full)
        case .streaming:
            refuseStream(slot, status: 503, detail: Self.full)
        case .head:
            let input = connections[slot].input
            connections[slot].isHead = RequestHeadParser.beginsHead(input.span, from: 0, to: input.count)
            refuse(slot, status: 503, detail: Self.full)
        case .answering, .writing:
            // Requests that came ahead of their turn are dropped, and the connection ends with the answer under way: what follows may be
            // the middle of one of them.
            guard connections[slot].input.capacity > 0 else { return }
            connections[slot].closesAfterAnswer = true
            connections[slot].phaseAfterWriting = .linger
            connections[slot].input = []
        default:
            return
        }
        charge(slot)
    }

    /// Whether content of this length, which is still to come, fits what is left.
    mutating func hasRoom(for length: Int) -> Bool { shared.budget.total + length < configuration.buffered }

    /// Whether a request that is whole by now may still go to the handler, which may make more of it than it is; answers it otherwise. What
    /// those before it became counts only since then.
    mutating func hasRoomToAnswer(_ slot: Int, _ bytes: [UInt8]) -> Bool {
        if connections[slot].charged < Self.countedSize || hasRoom(for: 0) { return true }
        refuseContent(slot, in: bytes, status: 503, detail: Self.full)
        return false
    }

    /// Answers before the content is read, and reads none of it.
    mutating func answerFull(_ slot: Int, _ request: Request, _ at: inout Int) {
        at = head.end
        var response = refusal(of: request, status: 503, detail: Self.full)
        response.closes = true
        answerEarly(slot, response)
    }

    /// The handler keeps so much for a request until it is answered.
    mutating func hold(_ slot: Int, _ count: Int) {
        guard count >= Self.countedSize else { return }
        connections[slot].heldByHandler = count
        charge(slot)
    }

    /// The handler has answered.
    mutating func release(_ slot: Int) {
        guard connections[slot].heldByHandler != 0 else { return }
        connections[slot].heldByHandler = 0
        charge(slot)
    }

    /// How much of a request a handler may keep: the content, and of the head all but the method.
    static func heldSize(_ head: RequestHead, _ contentLength: Int) -> Int {
        head.end - head.path.lowerBound + contentLength
    }

    /// Requests from this size on are counted while the handler has them; what is smaller is bounded by the number of connections.
    static let countedSize = 4096

    private static let full = "there is no room for the request at the moment; please send it again"
}
