internal import Synchronization

/// How many bytes of unanswered requests a listener's connections hold together.
final class BufferBudget: Sendable {
    private let held = Atomic(0)

    /// Bytes held now.
    var total: Int { held.load(ordering: .relaxed) }

    /// Takes `bytes` more, or gives them back when they are below 0; returns the new total.
    @discardableResult
    func add(_ bytes: Int) -> Int { held.wrappingAdd(bytes, ordering: .relaxed).newValue }
}
