/// What the courier may do next.
enum Work: Sendable {
    /// A call of that number begins.
    case send(Job, call: Int)
    case look(LookRound)
}
