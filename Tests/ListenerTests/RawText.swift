import Synchronization

/// A text that one thread writes and another reads.
final class RawText: Sendable {
    private let value = Mutex("")

    var text: String { value.withLock { $0 } }

    func set(_ text: String) { value.withLock { $0 = text } }
}
