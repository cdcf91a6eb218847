internal import CLinux
internal import Telemetry
internal import Wire

extension EventLoop {
    mutating func watch(_ listener: LoopSocket) {
        // Level-triggered and exclusive: what one round does not accept, the next does, and one loop wakes for a shared socket.
        let events = EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue
        let tag = Self.listenerTag | UInt64(UInt32(listener.descriptor))
        _ = System.epollAdd(epoll, listener.descriptor, events: events, tag: tag)
    }

    mutating func accept(from listener: LoopSocket) {
        // A bound on each round keeps a flood of connections from starving those that are open.
        for _ in 0..<64 {
            switch System.accept(listener.descriptor) {
            case .success((let descriptor, let peer)):
                admit(descriptor, peer, from: listener)
                // It was the lowest that is free: all below it are taken. Whoever comes next waits in the queue.
                if descriptor >= Self.descriptorRoom - 1 { return pause(listener, System.outOfDescriptors) }
            case .failure(let error):
                if !error.isWouldBlock { pause(listener, error) }
                return
            }
        }
    }

    /// The last descriptors are left to what else has to open something: the store, the CRM's connections, and libdispatch, which ends
    /// the process where it cannot read its threads' states in /proc.
    private static let descriptorRoom = System.descriptorLimit - 4

    /// Whether one more may be accepted.
    private var hasDescriptor: Bool {
        guard let lowest = System.lowestFreeDescriptor(beside: epoll) else { return false }
        return lowest < Self.descriptorRoom
    }

    /// Accepts again where it was paused, if there is room again.
    mutating func resumeAccepting() {
        guard !pausedListeners.isEmpty, hasDescriptor else { return }
        let paused = pausedListeners
        pausedListeners = []
        for listener in paused { watch(listener) }
    }

    /// Out of descriptors or memory: accepting is tried again at the next sweep, and what is open goes on.
    private mutating func pause(_ listener: LoopSocket, _ error: SystemError) {
        System.epollRemove(epoll, listener.descriptor)
        pausedListeners.append(listener)
        logBuffer.line(.error, "accept paused", at: wallClock) { $0.add("reason", error.description) }
    }

    private mutating func admit(_ descriptor: Int32, _ peer: PeerAddress, from listener: LoopSocket) {
        let isTrusted = configuration.trustedProxies.contains(peer)
        if listener.proxyProtocol, !isTrusted { return turnAway(descriptor, peer, .untrusted) }
        let counts = !isTrusted && peer != .unix
        if counts, !shared.clients.enter(peer, limit: configuration.connectionsPerClient) {
            return turnAway(descriptor, peer, .tooManyOfClient)
        }
        guard shared.connections.enter(limit: configuration.connections) else {
            if counts { shared.clients.leave(peer) }
            return turnAway(descriptor, peer, .tooMany)
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
        connection.peerIsTrusted = isTrusted
        connection.countsForClient = counts
        connection.phase = listener.proxyProtocol ? .preface : .head
        connection.parser = RequestHeadParser(limits: configuration.head)
        let patience = listener.proxyProtocol ? configuration.headTimeout : configuration.idleTimeout
        connection.deadline = now + patience.wholeMilliseconds
        connection.closesAfterAnswer = stopDeadline != nil
        connections[slot] = connection
        open += 1
        let events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        if !System.epollAdd(epoll, descriptor, events: events, tag: UInt64(generation) << 32 | UInt64(slot)) {
            close(slot)
        }
    }

    // MARK: Turning away

    /// A connection that gets no slot: 503 where it speaks HTTP, and the end.
    private mutating func turnAway(_ descriptor: Int32, _ peer: PeerAddress, _ reason: TurnedAway.Reason) {
        note(reason, peer)
        if case .untrusted = reason {
        } else {
            writer.write(
                Self.tooManyConnections, id: requestIDs.next(), isHead: false, closes: true, minorVersion: 1,
                now: wallClock)
            _ = System.send(descriptor, writer.bytes, from: 0)
            System.shutdownWriting(descriptor)
            // A request that is there already would turn our close into a reset, and the answer could be lost in it.
            _ = System.receive(descriptor, into: &scratch)
        }
        System.close(descriptor)
    }

    /// A connection that has a slot, and no right to it.
    mutating func turnAway(_ slot: Int, _ reason: TurnedAway.Reason) {
        note(reason, connections[slot].peer)
        close(slot)
    }

    /// Counts and, unless a line was written within the second, tells.
    mutating func note(_ reason: TurnedAway.Reason, _ peer: PeerAddress) {
        turnedAway.add(reason, peer)
        turnedAway.tell(in: &logBuffer, now: now, at: wallClock)
    }

    static let tooManyConnections: Response = {
        var response = ProblemDetails.response(
            status: 503, detail: "there are too many connections at the moment; please send it again")
        response.add("Retry-After", "5")
        return response
    }()
}
