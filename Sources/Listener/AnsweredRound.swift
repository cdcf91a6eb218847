public import Telemetry

/// What came of the requests of one round, on its way back to the loop that took them. The answers are made there, one after the other, so
/// that the thread which settled the round (a store's, as a rule) goes on with the next.
public protocol AnsweredRound: Sendable {
    /// Gives each request its answer: by `ready` one that stands ready, but for the UUID of these two halves. Called once, on the loop's
    /// thread: it must not block.
    /// - Parameter log: takes the lines that tell of it; the loop writes those of all rounds that came back together in one go.
    func answer(
        _ deliver: (Exchange, Response) -> Void,
        ready: (Exchange, ReadyAnswer, _ high: UInt64, _ low: UInt64) -> Void, telling log: inout LogBuffer)
}
