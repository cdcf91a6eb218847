/// What a listener's loops count together. None of it is touched on the way of an ordinary request.
final class LoopsShared: Sendable {
    let connections = ConnectionCounter()
    let clients = ClientCounter()
    let budget = BufferBudget()
}
