import Outbox

/// Something to be read, outside of any transaction that writes.
struct Question<Session>: Sendable {
    /// Reads and answers; gives back the error that it answered with, so that the connection can be opened anew.
    let ask: @Sendable (Session) -> StoreError?
    /// Tells the caller that it could not even be tried.
    let refuse: @Sendable (StoreError) -> Void

    init<Value: Sendable>(
        _ read: @escaping @Sendable (Session) throws(StoreError) -> Value,
        whenDone: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        ask = { session in
            do throws(StoreError) {
                whenDone(.success(try read(session)))
                return nil
            } catch {
                whenDone(.failure(error))
                return error
            }
        }
        refuse = { error in whenDone(.failure(error)) }
    }
}
