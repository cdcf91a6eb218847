import Outbox

/// One change that waits for the next transaction.
struct Change: Sendable {
    /// Tells the caller what came of it, once it is known whether the transaction was committed.
    typealias Answer = @Sendable (StoreError?) -> Void

    /// Makes the change in the open transaction. Throws only what ends the transaction.
    let apply: @Sendable (WriteSession) throws(StoreError) -> Answer
    /// Tells the caller that it could not even be tried.
    let refuse: @Sendable (StoreError) -> Void

    /// Who is woken when all that was settled with it has been told.
    let sleeper: (any Wakeable)?

    /// - Parameter isWhole: whether the change is one statement, of which an error leaves nothing in the transaction.
    init<Value: Sendable>(
        isWhole: Bool = true, waking sleeper: (any Wakeable)? = nil,
        _ change: @escaping @Sendable (WriteSession) throws(StoreError) -> Value,
        whenDone: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        self.sleeper = sleeper
        apply = { session throws(StoreError) in
            let value: Value
            do throws(StoreError) {
                value = try change(session)
            } catch {
                guard isWhole, error.concernsOneChange else { throw error }
                return { failure in whenDone(.failure(failure ?? error)) }
            }
            return { failure in whenDone(failure.map { .failure($0) } ?? .success(value)) }
        }
        refuse = { error in whenDone(.failure(error)) }
    }
}
