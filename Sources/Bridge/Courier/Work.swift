/// What the courier may do next.
enum Work: Sendable {
    case send(Job)
    case look(LookRound)
}
