internal import CLinux
internal import Telemetry
internal import Wire

/// One thread that owns connections: it waits on epoll, reads, parses, asks its handler, and writes. Nothing it owns is shared.
///
/// Registrations are edge-triggered and made once; each carries its slot's generation, so that an event for a descriptor that was
/// closed and given out again in the same round is dropped.
final class EventLoop {
    static let listenerTag: UInt64 = 1 << 63
    static let mailboxTag: UInt64 = .max
    /// How often one connection is read from in one round, 64 KiB at a time.
    static let readsARound = 16
    /// How often deadlines are looked at while there are connections, in milliseconds.
    static let sweepInterval: Int64 = 500
    /// Unwanted content up to this length is read and thrown away so that the connection can go on.
    static let discardLimit = 64 * 1024
    /// How long and how much a client may still send after the last answer.
    static let lingerMilliseconds: Int64 = 2000
    static let lingerLimit = 4 * 1024 * 1024
    /// Input kept while the handler has a request; more is left in the socket.
    static let pipelineLimit = 64 * 1024

    let configuration: ListenerConfiguration
    let patience: Patience
    let log: Log
    let epoll: Int32
    let event: Int32
    let mailbox: LoopMailbox
    let counter: ConnectionCounter
    var listeners: [Int32]
    var pausedListeners: [Int32] = []
    var handler: any RequestHandler
    var connections: [Connection] = []
    var freeSlots: [Int] = []
    var open = 0
    /// Connections that were read from as often as one round allows, and have more.
    var unfinished: [(slot: Int, generation: UInt32)] = []
    /// What a read lands in; whole requests are parsed and handled where they lie.
    var scratch = [UInt8](repeating: 0, count: 64 * 1024)
    var head = RequestHead()
    var writer = ResponseWriter()
    var requestIDs = RequestIDSource()
    var logBuffer: LogBuffer
    /// Both clocks, read once a round.
    var now: Int64 = 0
    var wallClock: Int64 = 0
    var stopDeadline: Int64?

    init(
        configuration: ListenerConfiguration, listeners: [Int32], counter: ConnectionCounter, log: Log,
        makeHandler: (LoopMailbox) -> any RequestHandler
    ) throws(SystemError) {
        self.configuration = configuration
        patience = Patience(configuration)
        self.listeners = listeners
        self.counter = counter
        self.log = log
        logBuffer = LogBuffer(log)
        epoll = try System.epollCreate()
        do throws(SystemError) {
            event = try System.eventCreate()
        } catch {
            System.close(epoll)
            throw error
        }
        mailbox = LoopMailbox(event: event)
        handler = makeHandler(mailbox)
        _ = System.epollAdd(epoll, event, events: EPOLLIN.rawValue, tag: Self.mailboxTag)
        for listener in listeners { watch(listener) }
    }

    /// Runs until it is told to stop and its last connection is done.
    func run() {
        var events = [bb_event](repeating: bb_event(), count: 256)
        var nextSweep: Int64 = 0
        while true {
            let count = System.epollWait(epoll, into: &events, milliseconds: wait)
            now = System.monotonicMilliseconds()
            wallClock = WallClock.milliseconds()
            for index in 0..<count { take(events[index].tag, events[index].events) }
            readUnfinished()
            handler.roundEnded()
            if now >= nextSweep {
                sweep()
                nextSweep = now + Self.sweepInterval
            }
            logBuffer.flush()
            if let stopDeadline, open == 0 || now >= stopDeadline { break }
        }
        for slot in connections.indices where connections[slot].descriptor >= 0 { close(slot) }
        for listener in listeners { System.close(listener) }
        handler.roundEnded()
        logBuffer.flush()
        // Stragglers of other threads may still signal: the event's descriptor is the mailbox's until nobody holds it.
        System.close(epoll)
    }

    /// How long to wait for events: not at all while there is something to read, without end while nothing can become due.
    private var wait: Int32 {
        if !unfinished.isEmpty { return 0 }
        return open == 0 && pausedListeners.isEmpty && stopDeadline == nil ? -1 : Int32(Self.sweepInterval)
    }

    private func readUnfinished() {
        let waiting = unfinished
        unfinished = []
        for (slot, generation) in waiting
        where connections[slot].generation == generation && connections[slot].descriptor >= 0 {
            read(slot)
        }
    }

    private func take(_ tag: UInt64, _ events: UInt32) {
        if tag == Self.mailboxTag {
            for message in mailbox.take() { take(message) }
        } else if tag & Self.listenerTag != 0 {
            let listener = Int32(truncatingIfNeeded: tag & 0xFFFF_FFFF)
            // One that was closed earlier in this round may still have an event.
            if listeners.contains(listener) { accept(from: listener) }
        } else {
            let slot = Int(tag & 0xFFFF_FFFF)
            guard connections[slot].generation == UInt32(tag >> 32), connections[slot].descriptor >= 0 else { return }
            if events & EPOLLOUT.rawValue != 0, case .writing = connections[slot].phase { resumeWriting(slot) }
            let ends = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
            if events & ends != 0 { connections[slot].hungUp = true }
            if events & (EPOLLIN.rawValue | ends) != 0 {
                read(slot)
            }
        }
    }

    private func take(_ message: LoopMailbox.Message) {
        switch message {
        case .answers(let answers):
            for (exchange, response) in answers { deliver(response, to: exchange) }
        case .round(let round):
            round.answer { exchange, response in deliver(response, to: exchange) }
        case .stop(let graceMilliseconds):
            beginStopping(graceMilliseconds)
        }
    }

    /// Takes no more connections, lets requests under way end, and closes what rests.
    private func beginStopping(_ graceMilliseconds: Int64) {
        guard stopDeadline == nil else { return }
        stopDeadline = now + graceMilliseconds
        for listener in listeners {
            if !pausedListeners.contains(listener) { System.epollRemove(epoll, listener) }
            System.close(listener)
        }
        listeners = []
        pausedListeners = []
        for slot in connections.indices where connections[slot].descriptor >= 0 {
            connections[slot].closesAfterAnswer = true
            if connections[slot].isIdle { close(slot) }
        }
    }

    // MARK: Connections

    func watch(_ listener: Int32) {
        // Level-triggered and exclusive: what one round does not accept, the next does, and one loop wakes for a shared socket.
        let events = EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue
        _ = System.epollAdd(epoll, listener, events: events, tag: Self.listenerTag | UInt64(UInt32(listener)))
    }

    private func accept(from listener: Int32) {
        // A bound on each round keeps a flood of connections from starving those that are open.
        for _ in 0..<64 {
            switch System.accept(listener) {
            case .success((let descriptor, let peer)):
                admit(descriptor, peer)
            case .failure(let error):
                if !error.isWouldBlock { pause(listener, error) }
                return
            }
        }
    }

    /// Out of descriptors or memory: accepting is tried again at the next sweep, and what is open goes on.
    private func pause(_ listener: Int32, _ error: SystemError) {
        System.epollRemove(epoll, listener)
        pausedListeners.append(listener)
        logBuffer.line(.error, "accept paused", at: wallClock) { $0.add("reason", error.description) }
    }

    private func admit(_ descriptor: Int32, _ peer: PeerAddress) {
        guard counter.enter(limit: configuration.connections) else {
            turnAway(descriptor)
            return
        }
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
        } else {
            slot = connections.count
            connections.append(Connection())
        }
        if case .internet = peer { System.sendWithoutDelay(descriptor) }
        let generation = (connections[slot].generation &+ 1) & 0x7FFF_FFFF
        var connection = Connection()
        connection.descriptor = descriptor
        connection.generation = generation
        connection.peer = peer
        connection.peerText = peer.text
        connection.peerIsTrusted = configuration.trustedProxies.contains(peer)
        connection.phase = .head
        connection.parser = RequestHeadParser(limits: configuration.head)
        connection.deadline = now + patience.idleTimeout
        connections[slot] = connection
        open += 1
        let events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        if !System.epollAdd(epoll, descriptor, events: events, tag: UInt64(generation) << 32 | UInt64(slot)) {
            close(slot)
        }
    }

    /// Answers 503 to a connection past the limit and ends it.
    private func turnAway(_ descriptor: Int32) {
        writer.write(
            Self.tooManyConnections, id: requestIDs.next(), isHead: false, closes: true, minorVersion: 1, now: wallClock
        )
        _ = System.send(descriptor, writer.bytes, from: 0)
        System.shutdownWriting(descriptor)
        // What was sent already is taken off the socket: closing over it would be a reset, which may overtake the answer (RFC 9112, 9.6).
        _ = System.receive(descriptor, into: &scratch)
        System.close(descriptor)
    }

    private static let tooManyConnections = {
        var response = Response(status: 503)
        response.add("Retry-After", "5")
        return response
    }()

    func close(_ slot: Int) {
        System.close(connections[slot].descriptor)
        let generation = connections[slot].generation
        connections[slot] = Connection()
        connections[slot].generation = generation
        freeSlots.append(slot)
        open -= 1
        counter.leave()
    }

    // MARK: Time

    /// Ends what took too long, and tries again to accept.
    private func sweep() {
        for slot in connections.indices where connections[slot].descriptor >= 0 {
            if now >= connections[slot].deadline || isTooSlow(slot) { expire(slot) }
        }
        let paused = pausedListeners
        pausedListeners = []
        for listener in paused { watch(listener) }
    }

    private func isTooSlow(_ slot: Int) -> Bool {
        switch connections[slot].phase {
        case .content, .chunks:
            let elapsed = now - connections[slot].contentStartedAt
            guard elapsed > patience.contentGrace else { return false }
            return connections[slot].contentRead * 1000 < configuration.contentRate * Int(elapsed)
        default:
            return false
        }
    }

    private func expire(_ slot: Int) {
        switch connections[slot].phase {
        case .head where !connections[slot].input.isEmpty:
            let input = connections[slot].input
            connections[slot].isHead = RequestHeadParser.beginsHead(input.span, from: 0, to: input.count)
            refuse(slot, status: 408, detail: "the head of the request did not come in time")
        case .content, .chunks:
            refuse(slot, status: 408, detail: "the content of the request did not come in time")
        default:
            close(slot)
        }
    }
}

extension Duration {
    /// In milliseconds, rounded down.
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
