/// How many calls may be under way at once: as many as allowed, and fewer while the CRM says that it is too much, by a status or by taking
/// longer and longer. It falls by a part and rises by one (AIMD, as TCP does), so that several senders share what there is.
///
/// | what is seen | then |
/// |---|---|
/// | 429, 503 | 0.7 of it, once in the time of a call |
/// | even the fastest of the last calls took more than twice as long as one does unhurried, and 50 ms | 0.9 of it, once in the time of a call |
/// | a good answer while all of it was used | as many more as make one more in a round |
///
/// The fastest is looked at, since a CRM that is pressed is slow with all of them, and one that is slow with some is not pressed.
struct AdaptiveLimit: Sendable {
    /// The most, 1 or more.
    let most: Int
    private var limit: Double
    /// How long a call takes when the CRM is not pressed; it follows slowly when the CRM becomes slower for other reasons.
    private var unhurried: Double?
    /// How long calls take now, in the mean.
    private var recent: Double?
    /// The fastest of the last calls: of some whole ones before, and of those since.
    private var fastest = (before: Double.infinity, now: Double.infinity, count: 0)
    /// No second fall before this moment, in seconds.
    private var resting = 0.0

    /// Of so many calls one is as fast as the CRM can be, where it is slow with half of them.
    private static let calls = 8

    /// On a machine with much to do, a fast call takes some milliseconds now and then.
    private static let slack = 0.05

    init(most: Int) {
        self.most = max(1, most)
        limit = Double(self.most)
    }

    /// How many may be under way now: 1 or more.
    var allowed: Int { max(1, Int(limit)) }

    /// A call was answered in good order.
    mutating func succeeded(in latency: Duration, underWay: Int, at now: Duration) {
        let taken = latency / .seconds(1)
        let recent = self.recent.map { $0 + (taken - $0) / 8 } ?? taken
        self.recent = recent
        let fastest = fastest(with: taken)
        let unhurried =
            self.unhurried.map { taken < $0 ? taken : $0 + ($0 < fastest ? (fastest - $0) / 256 : 0) } ?? taken
        self.unhurried = unhurried
        if fastest > 2 * unhurried + Self.slack {
            fall(to: 0.9, at: now, restingFor: recent)
        } else if underWay >= allowed {
            limit = min(Double(most), limit + 1 / limit)
        }
    }

    /// The fastest of the last calls, this one among them: of at least ``calls``, once there were so many.
    private mutating func fastest(with taken: Double) -> Double {
        if fastest.count == Self.calls { fastest = (fastest.now, .infinity, 0) }
        fastest = (fastest.before, min(fastest.now, taken), fastest.count + 1)
        return min(fastest.before, fastest.now)
    }

    /// The CRM asked for less.
    mutating func pushedBack(at now: Duration) { fall(to: 0.7, at: now, restingFor: max(recent ?? 0, 0.1)) }

    private mutating func fall(to part: Double, at now: Duration, restingFor rest: Double) {
        let now = now / .seconds(1)
        // What was under way already tells of the time before.
        guard now >= resting else { return }
        resting = now + rest
        limit = max(1, limit * part)
    }
}
