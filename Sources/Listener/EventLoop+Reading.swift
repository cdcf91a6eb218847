internal import Wire

extension EventLoop {
    /// Reads until the socket is empty or the connection has enough to do (edge-triggered: nobody reminds us). A client that sends
    /// without end gets its turn again in the next round.
    mutating func read(_ slot: Int) {
        let generation = connections[slot].generation
        var turns = Self.readsARound
        while connections[slot].generation == generation, connections[slot].descriptor >= 0 {
            guard wantsInput(slot) else {
                connections[slot].isReadable = true
                return
            }
            guard turns > 0 else {
                connections[slot].isReadable = true
                unfinished.append((slot, generation))
                return
            }
            turns -= 1
            connections[slot].isReadable = false
            switch System.receive(connections[slot].descriptor, into: &scratch) {
            case .wouldBlock:
                return
            case .failed:
                close(slot)
                return
            case .bytes(0):
                endOfInput(slot)
                return
            case .bytes(let count):
                take(slot, count)
                // A short read emptied the socket: whatever comes later, the end apart, is an edge of its own.
                if count < scratch.count, !connections[slot].hungUp { return }
            }
        }
    }

    private mutating func wantsInput(_ slot: Int) -> Bool {
        switch connections[slot].phase {
        case .answering, .writing: !connections[slot].inputEnded && connections[slot].input.count < Self.pipelineLimit
        case .free, .abandoned, .settling: false
        case .streaming: wantsContent(slot)
        default: true
        }
    }

    /// The client sends no more. A request that it left half is dropped; one that is being answered gets its answer.
    private mutating func endOfInput(_ slot: Int) {
        switch connections[slot].phase {
        case .answering, .writing:
            // Requests that came before the end are answered; then reading meets the end again.
            connections[slot].inputEnded = true
            connections[slot].isReadable = true
        default:
            close(slot)
        }
    }

    /// `scratch[0..<count]` has just been read.
    private mutating func take(_ slot: Int, _ count: Int) {
        if connections[slot].input.isEmpty {
            // The whole table of bytes is lent, not copied; it is given back before the next read.
            let bytes = scratch
            let used = advance(slot, bytes, to: count)
            keep(slot, bytes, used..<count)
            charge(slot)
        } else {
            makeRoom(slot, for: count)
            connections[slot].input.append(contentsOf: scratch[0..<count])
            advanceInput(slot)
        }
    }

    /// Content whose length is known never takes room beyond it: growing by doubling, as an array does, one request could be charged with
    /// twice its size.
    private mutating func makeRoom(_ slot: Int, for count: Int) {
        guard case .content(let length) = connections[slot].phase else { return }
        let (capacity, needed) = (connections[slot].input.capacity, connections[slot].input.count + count)
        guard needed > capacity else { return }
        connections[slot].input.reserveCapacity(max(needed, min(2 * capacity, connections[slot].head.end + length)))
    }

    /// Goes on with what was kept of earlier reads.
    mutating func advanceInput(_ slot: Int) {
        var bytes: [UInt8] = []
        swap(&bytes, &connections[slot].input)
        let used = advance(slot, bytes, to: bytes.count)
        guard connections[slot].descriptor >= 0 else { return }
        if used == 0 {
            connections[slot].input = bytes
        } else {
            keep(slot, bytes, used..<bytes.count)
        }
        charge(slot)
    }

    private mutating func keep(_ slot: Int, _ bytes: [UInt8], _ range: Range<Int>) {
        guard !range.isEmpty, connections[slot].descriptor >= 0 else { return }
        switch connections[slot].phase {
        case .lingering, .discarding: break
        case .content, .chunks:
            connections[slot].input = Array(bytes[range])
            connections[slot].head.shift(by: -range.lowerBound)
            connections[slot].chunkStart -= range.lowerBound
        default:
            connections[slot].input = Array(bytes[range])
        }
    }

    /// Moves a connection on with the bytes of its requests; returns how many of them are done with.
    private mutating func advance(_ slot: Int, _ bytes: [UInt8], to end: Int) -> Int {
        var at = 0
        let generation = connections[slot].generation
        while at < end, connections[slot].generation == generation {
            switch connections[slot].phase {
            case .free, .answering, .abandoned, .writing, .settling:
                return at
            case .streaming:
                advanceStream(slot, bytes, &at, to: end)
            case .preface:
                guard advancePreface(slot, bytes, &at, to: end) else { return at }
            case .head:
                guard advanceHead(slot, bytes, &at, to: end) else { return at }
            case .content(let length):
                let start = connections[slot].head.end
                connections[slot].contentRead = end - start
                guard end - start >= length else { return at }
                guard hasRoomToAnswer(slot, bytes) else { return end }
                let head = connections[slot].head
                connections[slot].head = RequestHead()
                at = start + length
                respond(slot, makeRequest(slot, bytes, head, bytes, start..<start + length))
            case .chunks(let decoder):
                guard advanceChunks(slot, decoder, bytes, &at, to: end) else { return at }
            case .discarding(let count):
                let taken = min(count, end - at)
                at += taken
                if taken == count { beginNext(slot) } else { connections[slot].phase = .discarding(count - taken) }
            case .lingering(let allowance):
                if end - at > allowance {
                    close(slot)
                } else {
                    connections[slot].phase = .lingering(allowance - (end - at))
                }
                return end
            }
        }
        return at
    }

    /// False when the head is not whole yet.
    private mutating func advanceHead(_ slot: Int, _ bytes: [UInt8], _ at: inout Int, to end: Int) -> Bool {
        if connections[slot].startedAt == 0 {
            connections[slot].startedAt = now
            connections[slot].receivedAt = wallClock
            connections[slot].requestID = requestIDs.next()
            connections[slot].deadline = now + patience.headTimeout
        }
        switch connections[slot].parser.parse(bytes.span, from: at, to: end, into: &head) {
        case .needsMore:
            return false
        case .bad(let error):
            connections[slot].isHead = RequestHeadParser.beginsHead(bytes.span, from: at, to: end)
            let isProxy = error.status == 400 && ProxyHeader.begins(bytes, from: at, to: end)
            refuse(slot, status: error.status, detail: isProxy ? Self.unexpectedProxy : error.explanation)
            at = end
            return false
        case .complete:
            receive(slot, bytes, &at, to: end)
            return true
        }
    }

    /// A head is whole: asks the handler what it wants of the content.
    private mutating func receive(_ slot: Int, _ bytes: [UInt8], _ at: inout Int, to end: Int) {
        let start = head.end
        connections[slot].deadline = connections[slot].startedAt + patience.requestTimeout
        connections[slot].isHead = head.method == .head
        if !head.isPersistent { connections[slot].closesAfterAnswer = true }
        if bytes[head.path.lowerBound] == 0x2A {
            at = start
            answerEarly(slot, Self.serverWide)
            return
        }
        // As a rule the content came with its head: one request serves for both looks at it.
        let content =
            if case .length(let length) = head.framing, end - start >= length { start..<start + length } else {
                start..<start
            }
        let request = makeRequest(slot, bytes, head, bytes, content)
        switch handler.reception(of: request) {
        case .answer(let response):
            at = start
            answerEarly(slot, response)
        case .stream(let limit, let sink):
            if case .length(let length) = head.framing, length > limit {
                sink.abandon()
                at = start
                answerEarly(slot, refusal(of: request, status: 413, detail: Self.tooLarge(limit)))
            } else if case .none = head.framing {
                at = start
                respond(slot, consume request)
            } else {
                guard hasRoom(for: 0) else {
                    sink.abandon()
                    return answerFull(slot, request, &at)
                }
                beginStreaming(slot, sink, limit: limit, bytes, from: at)
                at = start
                if head.expectsContinue, start == end { sendContinue(slot) }
                // An empty content is whole at once.
                if case .length(0) = head.framing { advanceStream(slot, bytes, &at, to: at) }
            }
        case .content(let limit):
            switch head.framing {
            case .none:
                at = start
                respond(slot, consume request)
            case .length(let length) where length > limit:
                at = start
                answerEarly(slot, refusal(of: request, status: 413, detail: Self.tooLarge(limit)))
            case .length(let length) where end - start >= length:
                let held = Self.heldSize(head, length)
                guard held < Self.countedSize || hasRoom(for: held) else { return answerFull(slot, request, &at) }
                at = start + length
                respond(slot, consume request)
            case .length(let length):
                guard hasRoom(for: length) else { return answerFull(slot, request, &at) }
                awaitContent(slot, .content(length: length), had: end - start)
            case .chunked:
                guard hasRoom(for: 0) else { return answerFull(slot, request, &at) }
                awaitContent(slot, .chunks(ChunkedDecoder(limit: limit)), had: end - start)
            }
        }
    }

    private mutating func awaitContent(_ slot: Int, _ phase: Connection.Phase, had count: Int) {
        connections[slot].phase = phase
        connections[slot].head = head
        connections[slot].chunkStart = head.end
        connections[slot].contentStartedAt = now
        connections[slot].contentRead = count
        // RFC 9110, 10.1.1: no 100 when content is already there.
        if head.expectsContinue, count == 0 { sendContinue(slot) }
    }

    /// False when more chunks are to come.
    private mutating func advanceChunks(
        _ slot: Int, _ decoder: ChunkedDecoder, _ bytes: [UInt8], _ at: inout Int, to end: Int
    ) -> Bool {
        var decoder = decoder
        var next = connections[slot].chunkStart
        connections[slot].contentRead += end - next
        let progress = decoder.decode(bytes.span, from: &next, to: end, into: &connections[slot].decoded)
        switch progress {
        case .needsMore:
            connections[slot].phase = .chunks(decoder)
            // Only the head is kept of what was read: chunks are decoded once and dropped.
            let headEnd = connections[slot].head.end
            connections[slot].input = Array(bytes[at..<headEnd])
            connections[slot].head.shift(by: -at)
            connections[slot].chunkStart = headEnd - at
            at = end
            return false
        case .bad:
            refuseContent(slot, in: bytes, status: 400, detail: "the chunked transfer coding is broken")
            at = end
            return false
        case .tooLarge:
            refuseContent(slot, in: bytes, status: 413, detail: Self.tooLarge(nil))
            at = end
            return false
        case .complete:
            guard hasRoomToAnswer(slot, bytes) else {
                at = end
                return false
            }
            var content: [UInt8] = []
            swap(&content, &connections[slot].decoded)
            let head = connections[slot].head
            connections[slot].head = RequestHead()
            at = next
            respond(slot, makeRequest(slot, bytes, head, content, 0..<content.count))
            return true
        }
    }

    /// What `OPTIONS *` is told: the methods that any of our handlers knows (RFC 9110, 9.3.7).
    private static let serverWide = {
        var response = Response(status: 204)
        response.add("Allow", "GET, HEAD, POST, OPTIONS")
        return response
    }()

    private static let unexpectedProxy =
        "a PROXY header came where `listen` has no proxy_protocol, or came a second time"

    private static func tooLarge(_ limit: Int?) -> String {
        limit.map { "the content is larger than the limit of \($0) bytes" }
            ?? "the content is larger than the limit"
    }
}
