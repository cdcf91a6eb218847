import CCurl
import Synchronization

/// What the tasks hand over to the thread that sends: new exchanges, cancellations, and the wish to end. All that comes while the thread is
/// busy is taken at once, after one wake-up.
final class ExchangeQueue: Sendable {
    /// All that was handed over since the last look.
    struct Batch {
        var arrivals: [Exchange] = []
        var cancellations: [Exchange.Ticket] = []
        /// Nothing new is taken from here on, and what is under way has until then.
        var closing: ContinuousClock.Instant?
    }

    private struct State {
        var batch = Batch()
        /// Something was handed over since the thread looked last.
        var isNews = false
        /// The thread waits, and has to be woken for news.
        var isResting = false
        /// The thread takes no more batches, and its multi handle must not be touched.
        var hasEnded = false
        /// The thread has given everything back and returns.
        var isOver = false
        var endWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let waker: CurlMulti.Waker

    init(waker: CurlMulti.Waker) {
        self.waker = waker
    }

    /// Hands exchanges over, with one wake-up for all; false when the client is closing and the caller has to answer them.
    func append(_ exchanges: consuming [Exchange]) -> Bool {
        state.withLock { state in
            guard state.batch.closing == nil, !state.hasEnded else { return false }
            if state.batch.arrivals.isEmpty {
                state.batch.arrivals = exchanges
            } else {
                state.batch.arrivals += exchanges
            }
            wake(&state)
            return true
        }
    }

    /// Asks for an exchange to be given up; one that has ended meanwhile is left alone.
    func cancel(_ ticket: Exchange.Ticket) {
        ticket.isCancelled.store(true, ordering: .releasing)
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.batch.cancellations.append(ticket)
            wake(&state)
        }
    }

    /// Takes nothing new, and gives what is under way until `deadline`; of several deadlines the earliest counts.
    func close(by deadline: ContinuousClock.Instant) {
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.batch.closing = min(deadline, state.batch.closing ?? deadline)
            wake(&state)
        }
    }

    /// Returns when the thread has nothing left to do.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.endWaiters.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    /// For the thread: all that was handed over; `closing` stays as it is.
    func take() -> Batch {
        state.withLock { state in
            let taken = state.batch
            state.batch = Batch(closing: taken.closing)
            (state.isNews, state.isResting) = (false, false)
            return taken
        }
    }

    /// For the thread: whether nothing was handed over since its last look, so that it may wait. While it does not, nobody has to wake it.
    func mayRest() -> Bool {
        state.withLock { state in
            state.isResting = !state.isNews
            return state.isResting
        }
    }

    /// For the thread, if nothing was handed over since its last look: no more batches, no more wake-ups. False means to go on.
    func endIfEmpty() -> Bool {
        state.withLock { state in
            guard state.batch.arrivals.isEmpty else { return false }
            state.hasEnded = true
            return true
        }
    }

    /// For the thread, as its last deed.
    func announceEnd() {
        let waiters = state.withLock { state in
            state.isOver = true
            defer { state.endWaiters = [] }
            return state.endWaiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Under the lock, so that the handle cannot go away between the question and the call.
    private func wake(_ state: inout State) {
        state.isNews = true
        guard state.isResting else { return }
        state.isResting = false
        waker.wake()
    }
}
