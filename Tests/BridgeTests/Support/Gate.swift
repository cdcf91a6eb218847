import Synchronization

/// Holds tasks until a test lets them go on, one for each `open`, in the order in which they came.
final class Gate: Sendable {
    private struct State {
        var waiting: [CheckedContinuation<Void, Never>] = []
        var passes = 0
        var isOpenForGood = false
    }

    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                if state.isOpenForGood { return true }
                if state.passes > 0 {
                    state.passes -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if goesOn { continuation.resume() }
        }
    }

    /// Lets one task go on, now or when it comes.
    func open() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.passes += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }

    func openForGood() {
        let waiting = state.withLock { state in
            state.isOpenForGood = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
