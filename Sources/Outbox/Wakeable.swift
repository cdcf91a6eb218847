/// Who has to be woken to see what a store has settled: once for all of it.
public protocol Wakeable: AnyObject, Sendable {
    /// Called on a thread of the store's, which goes on with the next: it must not block.
    func wake()
}
