internal import Outbox

/// Tells whether so much time has really passed, though the wall clock may be set: a value that is shown both clocks.
struct SteadyTime: Sendable {
    private var wall: Timestamp
    private var monotonic: Duration
    /// When the wall clock last jumped, or the watch began.
    private var since: Duration

    /// A jump is more than clocks drift between two looks.
    private static let jump = Duration.seconds(2)

    init(wall: Timestamp, monotonic: Duration) {
        (self.wall, self.monotonic, since) = (wall, monotonic, monotonic)
    }

    /// Looks at both clocks; returns whether the wall clock was set back since the last look.
    @discardableResult
    mutating func look(wall now: Timestamp, monotonic moment: Duration) -> Bool {
        let passed = (moment - monotonic, now - wall)
        let isBack = passed.0 - passed.1 > Self.jump
        if passed.1 - passed.0 > Self.jump || isBack { since = moment }
        (wall, monotonic) = (now, moment)
        return isBack
    }

    /// Whether the wall clock was watched since a moment of it, and not set.
    func isUnset(since moment: Timestamp) -> Bool { wall - moment <= monotonic - since && moment <= wall + Self.jump }

    /// Whether at least `time` has passed since a moment of the wall clock. Only a clock that has stood unset for so long is believed; then
    /// also what seems to lie ahead is long past: the clock was set back.
    func hasPassed(_ time: Duration, since moment: Timestamp) -> Bool {
        guard monotonic - since >= time else { return false }
        return wall - moment >= time || wall < moment
    }
}
