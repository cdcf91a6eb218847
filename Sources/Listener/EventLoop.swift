internal import CLinux
internal import Telemetry
internal import Wire

/// One thread that owns connections: it waits on epoll, reads, parses, asks its handler, and writes. Nothing it owns is shared.
///
/// Registrations are edge-triggered and made once; each carries its slot's generation, so that an event for a descriptor that was
/// closed and given out again in the same round is dropped.
struct EventLoop: ~Copyable {
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

    var configuration: ListenerConfiguration { didSet { patience = Patience(configuration) } }
    private(set) var patience: Patience
    let log: Log
    let epoll: Int32
    let event: Int32
    let mailbox: LoopMailbox
    let shared: LoopsShared
    var listeners: [LoopSocket]
    var pausedListeners: [LoopSocket] = []
    var handler: any RequestHandler
    var connections: [Connection] = []
    var freeSlots: [Int] = []
    var open = 0
    /// Connections that were read from as often as one round allows, and have more.
    var unfinished: [(slot: Int, generation: UInt32)] = []
    /// Connections that a part of a file was written to, and that have room for more.
    var unfinishedFiles: [(slot: Int, generation: UInt32)] = []
    /// What a read lands in; whole requests are parsed and handled where they lie.
    var scratch = [UInt8](repeating: 0, count: 64 * 1024)
    var head = RequestHead()
    var writer = ResponseWriter()
    var requestIDs = RequestIDSource()
    var logBuffer: LogBuffer
    /// Keeps its storage from one delivery of settled rounds to the next.
    private var roundLog: LogBuffer
    /// Both clocks, read once a round.
    var now: Int64 = 0
    var wallClock: Int64 = 0
    var stopDeadline: Int64?
    /// When connections that rest are closed, while it stops.
    var drainDeadline: Int64?
    var turnedAway = TurnedAway()

    init(
        configuration: ListenerConfiguration, listeners: [LoopSocket], shared: LoopsShared, log: Log,
        makeHandler: (LoopMailbox) -> any RequestHandler
    ) throws(SystemError) {
        let epoll = try System.epollCreate()
        do throws(SystemError) {
            event = try System.eventCreate()
        } catch {
            System.close(epoll)
            throw error
        }
        self.epoll = epoll
        self.configuration = configuration
        patience = Patience(configuration)
        self.listeners = listeners
        self.shared = shared
        self.log = log
        logBuffer = LogBuffer(log)
        roundLog = LogBuffer(log)
        mailbox = LoopMailbox(event: event)
        handler = makeHandler(mailbox)
        _ = System.epollAdd(epoll, event, events: EPOLLIN.rawValue, tag: Self.mailboxTag)
        for listener in listeners { watch(listener) }
    }

    /// Runs until it is told to stop and its last connection is done.
    mutating func run() {
        var events = [bb_event](repeating: bb_event(), count: 256)
        var nextSweep: Int64 = 0
        while true {
            let count = System.epollWait(epoll, into: &events, milliseconds: wait)
            now = System.monotonicMilliseconds()
            wallClock = WallClock.milliseconds()
            for index in 0..<count { take(events[index].tag, events[index].events) }
            readUnfinished()
            if !unfinishedFiles.isEmpty { writeUnfinished() }
            if now >= nextSweep {
                sweep()
                nextSweep = now + Self.sweepInterval
            }
            if let drainDeadline, now >= drainDeadline { endDraining() }
            handler.roundEnded()
            logBuffer.flush()
            if let stopDeadline, open == 0 || now >= stopDeadline { break }
        }
        for slot in connections.indices where connections[slot].descriptor >= 0 { close(slot) }
        for listener in listeners { System.close(listener.descriptor) }
        handler.roundEnded()
        turnedAway.tell(in: &logBuffer, now: now, at: wallClock, isLast: true)
        logBuffer.flush()
        // Stragglers of other threads may still signal: the event's descriptor is the mailbox's until nobody holds it.
        System.close(epoll)
    }

    /// How long to wait for events: not at all while there is something to read, without end while nothing can become due.
    private var wait: Int32 {
        if !unfinished.isEmpty || !unfinishedFiles.isEmpty { return 0 }
        if let drainDeadline { return Int32(max(0, min(Self.sweepInterval, drainDeadline - now))) }
        let nothingIsDue = open == 0 && pausedListeners.isEmpty && stopDeadline == nil && !turnedAway.hasMore
        return nothingIsDue ? -1 : Int32(Self.sweepInterval)
    }

    private mutating func readUnfinished() {
        let waiting = unfinished
        unfinished = []
        for (slot, generation) in waiting
        where connections[slot].generation == generation && connections[slot].descriptor >= 0 {
            read(slot)
        }
    }

    private mutating func take(_ tag: UInt64, _ events: UInt32) {
        if tag == Self.mailboxTag {
            // A variable of its own: an answer that is delivered may log in the loop's.
            var lines = LogBuffer(log)
            swap(&lines, &roundLog)
            for message in mailbox.take() { take(message, &lines) }
            lines.flush()
            swap(&lines, &roundLog)
        } else if tag & Self.listenerTag != 0 {
            let descriptor = Int32(truncatingIfNeeded: tag & 0xFFFF_FFFF)
            // One that was closed earlier in this round may still have an event.
            if let listener = listeners.first(where: { $0.descriptor == descriptor }) { accept(from: listener) }
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

    private mutating func take(_ message: LoopMailbox.Message, _ lines: inout LogBuffer) {
        switch message {
        case .answers(let answers):
            for (exchange, response) in answers { deliver(response, to: exchange) }
        case .round(let round):
            round.answer(
                { exchange, response in deliver(response, to: exchange) },
                ready: { exchange, answer, high, low in deliver(answer, high, low, to: exchange) }, telling: &lines)
        case .stop(let graceMilliseconds): beginStopping(graceMilliseconds)
        case .limits(let configuration): replaceLimits(by: configuration)
        case .streamed(let inlet, let news): take(news, of: inlet)
        case .file(let exchange, let response, let file): deliver(response, file, to: exchange)
        }
    }

    // MARK: Connections

    /// Closes a connection. One whose request the handler still has keeps its place and what it is charged with until the answer comes:
    /// whoever hangs up early could else leave any amount of work and memory behind.
    mutating func close(_ slot: Int) {
        System.close(connections[slot].descriptor)
        connections[slot].descriptor = -1
        endStream(slot)
        guard connections[slot].awaitsAnswer else { return free(slot) }
        connections[slot].phase = .abandoned
        connections[slot].input = []
        charge(slot)
    }

    /// Gives a slot back, and all that it counted for.
    mutating func free(_ slot: Int) {
        let generation = connections[slot].generation
        if connections[slot].countsForClient { shared.clients.leave(connections[slot].peer) }
        if connections[slot].charged != 0 { shared.budget.add(-connections[slot].charged) }
        connections[slot] = Connection()
        connections[slot].generation = generation
        freeSlots.append(slot)
        open -= 1
        shared.connections.leave()
    }

    // MARK: Time

    /// Ends what took too long, and tries again to accept.
    private mutating func sweep() {
        for slot in connections.indices where connections[slot].descriptor >= 0 {
            if now >= connections[slot].deadline || isTooSlow(slot) { expire(slot) }
        }
        resumeAccepting()
        turnedAway.tell(in: &logBuffer, now: now, at: wallClock)
    }

    private mutating func isTooSlow(_ slot: Int) -> Bool {
        switch connections[slot].phase {
        case .content, .chunks, .streaming:
            // Who waits for us is not slow.
            guard wantsContent(slot) else { return false }
            let elapsed = now - connections[slot].contentStartedAt
            guard elapsed > patience.contentGrace else { return false }
            return connections[slot].contentRead * 1000 < configuration.contentRate * Int(elapsed)
        default:
            return false
        }
    }

    private mutating func expire(_ slot: Int) {
        switch connections[slot].phase {
        case .preface:
            turnAway(slot, .noHeader("the PROXY header did not come in time"))
        case .head where !connections[slot].input.isEmpty:
            let input = connections[slot].input
            connections[slot].isHead = RequestHeadParser.beginsHead(input.span, from: 0, to: input.count)
            refuse(slot, status: 408, detail: "the head of the request did not come in time")
        case .content, .chunks:
            refuseContent(
                slot, in: connections[slot].input, status: 408,
                detail: "the content of the request did not come in time")
        case .streaming:
            refuseStream(slot, status: 408, detail: "the content of the request did not come in time")
        case .settling:
            refuseStream(
                slot, status: 503, detail: "the content could not be dealt with in time; please send it again")
        case .writing:
            // What the system still holds of the answer would wait for this client for minutes more.
            System.resetOnClose(connections[slot].descriptor)
            close(slot)
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
