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

    // MARK: Over a restart

    /// Under which the store keeps it.
    static let name = "steady-clock"

    /// What another process of this machine needs to go on with the watch: the wall clock, how long the machine has run, and since when the
    /// clock was not set, in milliseconds.
    /// - Parameter uptime: how long the machine has run, at the last look.
    func kept(uptime: Duration) -> String {
        let start = wall + (since - monotonic)
        return "\(wall.milliseconds) \(Int64(uptime / .milliseconds(1))) \(start.milliseconds)"
    }

    /// Goes on with a watch of an earlier process, if both clocks have gone on alike since: then nobody set the wall clock meanwhile, and
    /// the machine was not started anew.
    mutating func goOn(from text: String, uptime: Duration) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 3, numbers[2] <= numbers[0] else { return }
        let passed = (wall - Timestamp(milliseconds: numbers[0]), uptime - .milliseconds(numbers[1]))
        let apart = passed.0 - passed.1
        guard numbers[1] >= Self.leastUptime, passed.1 >= .zero, apart <= Self.jump, apart >= .zero - Self.jump else {
            return
        }
        since = min(since, monotonic - (wall - Timestamp(milliseconds: numbers[2])))
    }

    /// A machine that had run for less could be taken for one that was started anew since, in milliseconds.
    private static let leastUptime: Int64 = 60_000

    /// Whether the wall clock was watched since a moment of it, and not set.
    func isUnset(since moment: Timestamp) -> Bool { wall - moment <= monotonic - since && moment <= wall + Self.jump }

    /// Whether at least `time` has passed since a moment of the wall clock. Only a clock that has stood unset for so long is believed; then
    /// also what seems to lie ahead is long past: the clock was set back.
    func hasPassed(_ time: Duration, since moment: Timestamp) -> Bool {
        guard monotonic - since >= time else { return false }
        return wall - moment >= time || wall < moment
    }
}
