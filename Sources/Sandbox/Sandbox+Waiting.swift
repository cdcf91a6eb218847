import Listener

extension Sandbox {
    /// Waits until there are at least so many deals, and returns all of them.
    ///
    /// - Throws: ``SandboxError/timedOut(deals:calls:)`` when that takes longer than `limit`, or when the task is cancelled.
    @discardableResult
    public func waitForDeals(count: Int, limit: Duration = .seconds(10)) async throws(SandboxError) -> [SandboxDeal] {
        try await wait(limit: limit) { $0.ledger.deals.count >= count }
        return deals
    }

    /// Waits until at least so many calls of the API came (``callCount``), whatever became of them.
    ///
    /// - Throws: ``SandboxError/timedOut(deals:calls:)`` when that takes longer than `limit`, or when the task is cancelled.
    public func waitForCalls(count: Int, limit: Duration = .seconds(10)) async throws(SandboxError) {
        try await wait(limit: limit) { $0.calls >= count }
    }

    /// Waits until the board's fields were asked for so many times, whatever became of it.
    ///
    /// - Throws: ``SandboxError/timedOut(deals:calls:)`` when that takes longer than `limit`, or when the task is cancelled.
    public func waitForFieldLists(count: Int, limit: Duration = .seconds(10)) async throws(SandboxError) {
        try await wait(limit: limit) { $0.fieldLists >= count }
    }

    private func wait(
        limit: Duration, until condition: @escaping @Sendable (SandboxState) -> Bool
    ) async throws(SandboxError) {
        let core = core
        let id = core.withState { $0.makeWaiterID() }
        let isSatisfied = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = SandboxState.Waiter(id: id, condition: condition, continuation: continuation)
                core.withState { $0.waiters.append(waiter) }
                // A cancellation before the line above found nobody to tell.
                if Task.isCancelled { core.giveUp(id) }
                Task.detached {
                    try? await Task.sleep(for: limit)
                    core.giveUp(id)
                }
            }
        } onCancel: {
            core.giveUp(id)
        }
        guard isSatisfied else {
            let (deals, calls) = core.withState { ($0.ledger.deals.count, $0.calls) }
            throw .timedOut(deals: deals, calls: calls)
        }
    }
}

extension SandboxCore {
    /// Tells a waiter that its time is over; one that was told already is gone.
    fileprivate func giveUp(_ id: Int) {
        let waiter = withState { state -> SandboxState.Waiter? in
            guard let place = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: place)
        }
        waiter?.continuation.resume(returning: false)
    }
}
