import Synchronization

/// What has happened, in order; tests wait until it is what they expect, for a limited time.
final class EventList<Event: Sendable>: Sendable {
    private struct Waiter {
        let id: Int
        let condition: @Sendable ([Event]) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var events: [Event] = []
        var waiters: [Waiter] = []
        var lastID = 0
    }

    struct TimedOut: Error, CustomStringConvertible {
        let description: String
    }

    private let state = Mutex(State())

    var all: [Event] { state.withLock { $0.events } }

    func append(_ event: Event) {
        let satisfied = state.withLock { state in
            state.events.append(event)
            let events = state.events
            let satisfied = state.waiters.filter { $0.condition(events) }
            state.waiters.removeAll { waiter in satisfied.contains { $0.id == waiter.id } }
            return satisfied.map(\.continuation)
        }
        for continuation in satisfied { continuation.resume(returning: true) }
    }

    /// Waits until so many events are there.
    @discardableResult
    func wait(count: Int) async throws -> [Event] {
        try await wait { $0.count >= count }
    }

    /// Waits until the events are as `condition` wants them.
    @discardableResult
    func wait(
        limit: Duration = .seconds(20), until condition: @escaping @Sendable ([Event]) -> Bool
    ) async throws -> [Event] {
        let isSatisfied = await withCheckedContinuation { continuation in
            let id = state.withLock { state -> Int? in
                guard !condition(state.events) else { return nil }
                state.lastID += 1
                state.waiters.append(Waiter(id: state.lastID, condition: condition, continuation: continuation))
                return state.lastID
            }
            guard let id else {
                continuation.resume(returning: true)
                return
            }
            Task.detached {
                try? await Task.sleep(for: limit)
                self.giveUp(id)
            }
        }
        let all = all
        guard isSatisfied else { throw TimedOut(description: "waited in vain; there are \(all.count) events") }
        return all
    }

    private func giveUp(_ id: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: false)
    }
}
