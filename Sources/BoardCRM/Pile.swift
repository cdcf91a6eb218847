import Synchronization

/// What comes in from any thread, and one task at a time that deals with all that is there: under load many are dealt with at once.
final class Pile<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        /// A task is at it, or will be.
        var isTended = false
    }

    private let state = Mutex(State())
    private let tend: @Sendable ([Element]) -> Void

    /// - Parameter tend: deals with some, in the order they came in; never called twice at a time.
    init(_ tend: @escaping @Sendable ([Element]) -> Void) { self.tend = tend }

    /// Puts some on; returns at once.
    func add(_ elements: [Element]) {
        let isFirst = state.withLock { state in
            state.waiting += elements
            defer { state.isTended = true }
            return !state.isTended
        }
        if isFirst { Task { run() } }
    }

    private func run() {
        while let batch = take() { tend(batch) }
    }

    private func take() -> [Element]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isTended = false
                return nil
            }
            defer { state.waiting = [] }
            return state.waiting
        }
    }
}
