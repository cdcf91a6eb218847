import Dispatch
import Outbox
import Synchronization

/// The thread that brings the log into the database beside the writer.
final class Checkpointer: Sendable {
    private struct State {
        var isWanted = false
        var isAtIt = false
        var isClosed = false
        /// How many pages of the log were in the database after the last time.
        var done = 0
        /// The log started anew while this was at it: what it has done is of the log before.
        var isOutdated = false
        /// The writer waits for the end of what is under way.
        var isAwaited = false
    }

    private let opening: Opening
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the thread.
    init(_ opening: Opening) throws(StoreError) {
        self.opening = opening
        let state = self
        try StoreThread.start("checkpoint") { state.run() }
    }

    /// How many pages of the log are in the database; nil while it is at work.
    var done: Int? {
        state.withLock { state in state.isWanted || state.isAtIt ? nil : state.done }
    }

    /// Asks for a checkpoint; returns at once.
    func begin() {
        state.withLock { $0.isWanted = true }
        wake.signal()
    }

    /// The log starts anew.
    func restart() {
        state.withLock { state in
            state.done = 0
            state.isOutdated = state.isAtIt
        }
    }

    /// Waits until none is asked for or under way.
    func finish() {
        let isBusy = state.withLock { state in
            state.isAwaited = (state.isWanted || state.isAtIt) && !state.isClosed
            return state.isAwaited
        }
        if isBusy { ended.wait() }
    }

    /// Ends the thread, and waits for what it is at.
    func close() {
        let wasAtIt = state.withLock { state in
            state.isClosed = true
            state.isAwaited = state.isAtIt
            return state.isAtIt
        }
        wake.signal()
        if wasAtIt { ended.wait() }
    }

    private func run() {
        // The writer and the loops come first: somebody waits for them.
        StoreThread.yieldToOthers()
        while true {
            wake.wait()
            let goesOn = state.withLock { state in
                guard !state.isClosed else { return false }
                state.isWanted = false
                state.isAtIt = true
                return true
            }
            guard goesOn else { return }
            let done = checkpoint()
            let isAwaited = state.withLock { state in
                state.isAtIt = false
                if !state.isOutdated { state.done = done ?? state.done }
                state.isOutdated = false
                defer { state.isAwaited = false }
                return state.isAwaited
            }
            if isAwaited { ended.signal() }
        }
    }

    /// A connection for each time: the file may be another one by then. What fails here is tried again at the next, and by the writer
    /// when the log has grown too long.
    private func checkpoint() -> Int? {
        defer { opening.hooks.checkpointed() }
        guard let connection = try? opening.checkpointing() else { return nil }
        return try? connection.checkpoint().done
    }
}
