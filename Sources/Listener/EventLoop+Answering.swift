internal import Telemetry
internal import Wire

extension EventLoop {
    mutating func makeRequest(
        _ slot: Int, _ bytes: [UInt8], _ head: RequestHead, _ content: [UInt8], _ range: Range<Int>
    ) -> Request {
        Request(
            bytes: bytes, head: head, contentBytes: content, contentRange: range, peer: connections[slot].peer,
            id: connections[slot].requestID, receivedAt: connections[slot].receivedAt,
            proxies: connections[slot].peerIsTrusted ? configuration.trustedProxies : nil,
            peerText: connections[slot].peerText)
    }

    /// Hands a whole request to the handler.
    mutating func respond(_ slot: Int, _ request: consuming Request) {
        connections[slot].phase = .answering
        connections[slot].number &+= 1
        connections[slot].minorVersion = UInt8(request.head.minorVersion)
        let exchange = Exchange(
            slot: UInt32(slot), generation: connections[slot].generation, number: connections[slot].number)
        let held = Self.heldSize(request.head, request.contentRange.count)
        switch handler.respond(to: consume request, as: exchange) {
        case .now(let response): write(slot, response, then: .nextRequest)
        case .later(let kept):
            connections[slot].awaitsAnswer = true
            hold(slot, max(held, kept))
        case .hangUp: close(slot)
        }
    }

    /// An answer that another thread made. One whose connection is gone is dropped: what it tells of has happened all the same.
    mutating func deliver(_ response: Response, to exchange: Exchange) {
        guard let slot = takeAwaited(exchange) else { return }
        write(slot, response, then: .nextRequest)
        goOn(slot)
    }

    /// The same, of an answer that stands ready but for a UUID.
    mutating func deliver(_ answer: ReadyAnswer, _ high: UInt64, _ low: UInt64, to exchange: Exchange) {
        guard let slot = takeAwaited(exchange) else { return }
        if connections[slot].closesAfterAnswer || connections[slot].isHead || connections[slot].minorVersion == 0 {
            write(slot, answer.response(high: high, low: low), then: .nextRequest)
        } else {
            writer.write(answer, high: high, low: low, id: connections[slot].requestID, now: wallClock)
            connections[slot].phaseAfterWriting = .nextRequest
            send(slot, writer.ready)
        }
        goOn(slot)
    }

    /// The slot of a request whose answer has come; nil where its connection is gone.
    mutating func takeAwaited(_ exchange: Exchange) -> Int? {
        let slot = Int(exchange.slot)
        guard connections[slot].generation == exchange.generation, connections[slot].number == exchange.number,
            connections[slot].awaitsAnswer
        else { return nil }
        connections[slot].awaitsAnswer = false
        guard case .answering = connections[slot].phase else {
            free(slot)
            return nil
        }
        release(slot)
        return slot
    }

    /// After an answer: requests that already came, then what waits in the socket.
    mutating func goOn(_ slot: Int) {
        switch connections[slot].phase {
        case .head, .discarding: break
        default: return
        }
        if !connections[slot].input.isEmpty { advanceInput(slot) }
        if connections[slot].isReadable, connections[slot].descriptor >= 0 { read(slot) }
    }

    /// Answers before the content was read. A little content is thrown away so that the connection can go on; with more the
    /// connection ends, our side first, so that the answer is not lost in a reset (RFC 9112, 9.6).
    mutating func answerEarly(_ slot: Int, _ response: Response) {
        connections[slot].minorVersion = UInt8(head.minorVersion)
        switch head.framing {
        case .none:
            write(slot, response, then: .nextRequest)
        case .length(let length) where length <= Self.discardLimit && !head.expectsContinue:
            write(slot, response, then: .discard(length))
        default:
            write(slot, response, then: .linger)
        }
    }

    /// The bytes cannot be read on: answers and closes.
    mutating func refuse(_ slot: Int, status: Int, detail: String) {
        noteRefusal(connections[slot].requestID, status: status, detail: detail)
        var response = ProblemDetails.response(status: status, detail: detail)
        if status == 503 { response.add("Retry-After", "5") }
        write(slot, response, then: .linger)
    }

    /// Writes a response in one go; what the socket does not take waits for it.
    mutating func write(
        _ slot: Int, _ response: Response, then next: Connection.AfterWriting, file: ResponseFile? = nil
    ) {
        var next = next
        if connections[slot].closesAfterAnswer || response.closes {
            switch next {
            case .nextRequest: next = connections[slot].inputEnded ? .close : .linger
            case .discard: next = .linger
            default: break
            }
        }
        let closes = if case .nextRequest = next { false } else if case .discard = next { false } else { true }
        writer.write(
            response, id: connections[slot].requestID, isHead: connections[slot].isHead, closes: closes,
            minorVersion: Int(connections[slot].minorVersion), now: wallClock, behind: file?.size ?? 0)
        connections[slot].phaseAfterWriting = next
        if let file, !connections[slot].isHead {
            connections[slot].file = (file, 0)
            return awaitRoom(slot, writer.bytes, from: 0)
        }
        send(slot, writer.bytes)
    }

    mutating func sendContinue(_ slot: Int) {
        // Twenty-five bytes fit the empty buffer of a connection that was only read from.
        _ = System.send(connections[slot].descriptor, ResponseWriter.continue, from: 0)
    }

    private mutating func send(_ slot: Int, _ bytes: [UInt8]) {
        switch System.send(connections[slot].descriptor, bytes, from: 0) {
        case .bytes(bytes.count):
            written(slot)
        case .bytes(let count):
            awaitRoom(slot, bytes, from: count)
        case .wouldBlock:
            awaitRoom(slot, bytes, from: 0)
        case .failed:
            close(slot)
        }
    }

    private mutating func awaitRoom(_ slot: Int, _ bytes: [UInt8], from start: Int) {
        connections[slot].phase = .writing
        connections[slot].output = bytes
        connections[slot].outputStart = start
        connections[slot].answeredAt = now
        connections[slot].deadline = now + patience.writeTimeout
        // Room is announced once: what came free since the last write is used at once.
        _ = continueWriting(slot)
    }

    /// The socket has room again. A client that takes its answer byte by byte gains time with each, but never without end.
    mutating func resumeWriting(_ slot: Int) {
        connections[slot].deadline = min(
            now + patience.writeTimeout,
            connections[slot].answeredAt + patience.requestTimeout + patience(for: connections[slot].file?.file))
        if continueWriting(slot) { goOn(slot) }
    }

    /// Writes as much as the socket takes; true when the response is out.
    private mutating func continueWriting(_ slot: Int) -> Bool {
        if connections[slot].output.isEmpty, connections[slot].file != nil { return continueFile(slot) }
        while true {
            let start = connections[slot].outputStart
            switch System.send(connections[slot].descriptor, connections[slot].output, from: start) {
            case .bytes(let count):
                connections[slot].outputStart += count
                guard connections[slot].outputStart == connections[slot].output.count else { continue }
                connections[slot].output = []
                if connections[slot].file != nil { return continueFile(slot) }
                written(slot)
                return true
            case .wouldBlock:
                return false
            case .failed:
                close(slot)
                return false
            }
        }
    }

    /// An answer to a request that was read whole.
    mutating func answer(_ slot: Int, _ response: Response) { write(slot, response, then: .nextRequest) }

    /// An answer after which nothing more is read.
    mutating func answerLast(_ slot: Int, _ response: Response) {
        write(slot, response, then: .linger)
    }

    mutating func written(_ slot: Int) {
        switch connections[slot].phaseAfterWriting {
        case .nextRequest:
            beginNext(slot)
        case .discard(0):
            beginNext(slot)
        case .discard(let count):
            connections[slot].phase = .discarding(count)
        case .linger:
            System.shutdownWriting(connections[slot].descriptor)
            connections[slot].phase = .lingering(Self.lingerLimit)
            connections[slot].deadline = now + Self.lingerMilliseconds
            connections[slot].input = []
            connections[slot].decoded = []
            charge(slot)
        case .close:
            close(slot)
        }
    }

    /// The connection waits for its next request.
    mutating func beginNext(_ slot: Int) {
        if stopDeadline != nil, drainDeadline == nil, connections[slot].input.isEmpty {
            close(slot)
            return
        }
        connections[slot].phase = .head
        connections[slot].parser = RequestHeadParser(limits: configuration.head)
        connections[slot].startedAt = 0
        connections[slot].deadline = now + patience.idleTimeout
    }
}
