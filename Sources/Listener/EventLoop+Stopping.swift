internal import Wire

extension EventLoop {
    /// Takes no more connections and lets requests under way end.
    ///
    /// A connection that rests is not closed at once: a client may be sending on it in this very moment, and would find it closed under
    /// its request. For a short time it still takes one, answered with `Connection: close`, so that clients go elsewhere by themselves.
    mutating func beginStopping(_ graceMilliseconds: Int64) {
        guard stopDeadline == nil else { return }
        stopDeadline = now + graceMilliseconds
        drainDeadline = now + min(graceMilliseconds, configuration.drainTime.wholeMilliseconds)
        for slot in connections.indices { connections[slot].closesAfterAnswer = true }
        for listener in listeners {
            let isPaused = pausedListeners.contains(listener)
            // What waits in a socket of ours would be reset with it; in one that a service manager keeps it waits for our successor.
            if !listener.isInherited, !isPaused { accept(from: listener) }
            if !pausedListeners.contains(listener) { System.epollRemove(epoll, listener.descriptor) }
            System.close(listener.descriptor)
        }
        listeners = []
        pausedListeners = []
        if drainDeadline == now { endDraining() }
    }

    /// Closes what rests.
    mutating func endDraining() {
        drainDeadline = nil
        for slot in connections.indices where connections[slot].descriptor >= 0 && connections[slot].isIdle {
            close(slot)
        }
    }

    /// Other limits are in force for whatever begins from now on.
    mutating func replaceLimits(by new: ListenerConfiguration) {
        configuration = new
        for slot in connections.indices where connections[slot].descriptor >= 0 {
            lookAtTrust(slot)
            guard case .head = connections[slot].phase, connections[slot].input.isEmpty else { continue }
            connections[slot].parser = RequestHeadParser(limits: new.head)
            connections[slot].deadline = now + new.idleTimeout.wholeMilliseconds
        }
    }
}
