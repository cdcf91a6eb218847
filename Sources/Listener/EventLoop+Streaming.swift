internal import Wire

/// Content that a sink takes as it comes.
extension EventLoop {
    /// The head at `start` is whole, and its content goes to a sink.
    mutating func beginStreaming(
        _ slot: Int, _ sink: any ContentSink, limit: Int, _ bytes: [UInt8], from start: Int
    ) {
        let remaining: Int? = if case .length(let length) = head.framing { length } else { nil }
        var own = head
        own.shift(by: -start)
        connections[slot].number &+= 1
        let stream = StreamedContent(
            sink, number: connections[slot].number, head: own, bytes: Array(bytes[start..<head.end]),
            remaining: remaining, chunks: remaining == nil ? ChunkedDecoder(limit: limit) : nil)
        connections[slot].stream = stream
        connections[slot].phase = .streaming
        connections[slot].contentStartedAt = now
        connections[slot].contentRead = 0
        let size = remaining ?? limit
        connections[slot].deadline += Int64(size / StreamedContent.sizePerSecond) * 1000
        sink.begin(
            ContentInlet(
                mailbox: mailbox, slot: slot, generation: connections[slot].generation, number: stream.number))
    }

    /// Hands the content in `bytes[at..<end]` on, and moves `at` past it.
    mutating func advanceStream(_ slot: Int, _ bytes: [UInt8], _ at: inout Int, to end: Int) {
        guard let stream = connections[slot].stream else { return close(slot) }
        connections[slot].contentRead += end - at
        if let remaining = stream.remaining {
            let count = min(remaining, end - at)
            hand(Array(bytes[at..<at + count]), to: stream)
            at += count
            stream.remaining = remaining - count
            stream.isWhole = remaining == count
        } else if var chunks = stream.chunks {
            var content: [UInt8] = []
            let progress = chunks.decode(bytes.span, from: &at, to: end, into: &content)
            stream.chunks = chunks
            switch progress {
            case .needsMore: hand(content, to: stream)
            case .complete:
                hand(content, to: stream)
                stream.isWhole = true
            case .tooLarge, .bad:
                let isBad = progress == .bad
                at = end
                return refuseStream(
                    slot, status: isBad ? 400 : 413,
                    detail: isBad
                        ? "the chunked transfer coding is broken" : "the content is larger than the limit")
            }
        }
        if stream.isWhole {
            connections[slot].phase = .settling
            connections[slot].deadline = now + patience.requestTimeout
            stream.sink.end()
        }
        connections[slot].heldByHandler = stream.onTheWay + stream.held
        charge(slot)
    }

    private func hand(_ content: [UInt8], to stream: StreamedContent) {
        guard !content.isEmpty else { return }
        stream.onTheWay += content.count
        stream.sink.take(content)
    }

    /// Whether more may be read for a sink.
    func wantsContent(_ slot: Int) -> Bool {
        (connections[slot].stream?.onTheWay ?? 0) < StreamedContent.window
    }

    /// A sink has something to say. Of a request that is gone it is nobody's business.
    mutating func take(_ news: StreamedContent.News, of inlet: ContentInlet) {
        let slot = inlet.slot
        guard connections[slot].generation == inlet.generation, let stream = connections[slot].stream,
            stream.number == inlet.number
        else { return }
        switch news {
        case .taken(let count, let held):
            stream.onTheWay -= count
            stream.held = held
            connections[slot].heldByHandler = stream.onTheWay + held
            charge(slot)
            guard case .streaming = connections[slot].phase, stream.onTheWay < StreamedContent.lowWater,
                connections[slot].isReadable
            else { return }
            read(slot)
        case .whole(let content):
            connections[slot].stream = nil
            release(slot)
            respond(slot, makeRequest(slot, stream.bytes, stream.head, content, 0..<content.count))
            goOn(slot)
        case .refused(let status, let detail):
            refuseStream(slot, status: status, detail: detail)
        }
    }

    /// Answers, and reads nothing more of the content. After all of it the connection goes on.
    mutating func refuseStream(_ slot: Int, status: Int, detail: String) {
        guard let stream = connections[slot].stream else { return close(slot) }
        let isWhole = stream.isWhole
        endStream(slot)
        release(slot)
        connections[slot].minorVersion = UInt8(stream.head.minorVersion)
        let request = makeRequest(slot, stream.bytes, stream.head, [], 0..<0)
        let response = refusal(of: request, status: status, detail: detail)
        guard isWhole else { return answerLast(slot, response) }
        answer(slot, response)
        goOn(slot)
    }

    /// Nothing is asked of the sink any more.
    mutating func endStream(_ slot: Int) {
        guard let stream = connections[slot].stream else { return }
        connections[slot].stream = nil
        stream.sink.abandon()
    }
}
