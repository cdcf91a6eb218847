import Dispatch
import Glibc
import Synchronization

/// What waits for a thread: put in by any thread, taken out all at once by one.
final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isAsleep = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// Puts one in, and wakes the thread only if it sleeps; false, and nothing is put in, once closed.
    func put(_ element: Element) -> Bool {
        change { state in
            guard !state.isClosed else { return false }
            state.waiting.append(element)
            return true
        }
    }

    /// Lets nothing in any more. What waits is still taken out.
    func close() {
        change { state in state.isClosed = true }
    }

    /// What a wait ended with.
    enum Taking { case some, nothing, closed }

    /// Waits until something is there, and takes all of it; `closed` once closed and empty, `nothing` after `patience`.
    /// - Parameter taken: what was taken; its storage is used again for what waits next.
    func takeAll(_ taken: inout [Element], patience: DispatchTimeInterval = .never) -> Taking {
        taken.removeAll(keepingCapacity: true)
        while true {
            // A sync costs the same for one row as for a hundred: whoever is about to put in more goes first.
            sched_yield()
            let taking = state.withLock { state -> Taking? in
                if !state.waiting.isEmpty {
                    swap(&state.waiting, &taken)
                    return .some
                }
                state.isAsleep = !state.isClosed
                return state.isClosed ? .closed : nil
            }
            if let taking { return taking }
            if case .timedOut = wake.wait(timeout: .now() + patience), rouse() { return .nothing }
        }
    }

    /// Whether the thread, woken by its own impatience, was not being woken by anyone else: that one's signal must not wake it later.
    private func rouse() -> Bool {
        let isAlone = state.withLock { state in
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if !isAlone { wake.wait() }
        return isAlone
    }

    @discardableResult
    private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        let (value, wakes) = state.withLock { state in
            let value = body(&state)
            let wakes = state.isAsleep
            state.isAsleep = false
            return (value, wakes)
        }
        if wakes { wake.signal() }
        return value
    }
}
