public import Outbox

/// A moment by both clocks: the one that nobody sets decides, the other one is shown.
public struct AlarmMoment: Sendable, Hashable {
    /// The time since the board was made.
    public let elapsed: Duration
    /// The wall clock's.
    public let wall: Timestamp

    /// A moment.
    public init(elapsed: Duration, wall: Timestamp) {
        self.elapsed = elapsed
        self.wall = wall
    }
}
