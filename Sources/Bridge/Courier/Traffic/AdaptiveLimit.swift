/// How many calls may be under way at once: as many as allowed, and fewer while the CRM says that it is too much, by a status or by taking
/// longer and longer. It falls by a part and rises by one (AIMD, as TCP does), so that several senders share what there is.
///
/// | what is seen | then |
/// |---|---|
/// | 429, 503 | 0.7 of it, once in the time of a call |
/// | calls take more than twice as long as they do unhurried, and 50 ms | 0.9 of it, once in the time of a call |
/// | a good answer while all of it was used | as many more as make one more in a round |
struct AdaptiveLimit: Sendable {
    /// The most, 1 or more.
    let most: Int
    private var limit: Double
    /// How long a call takes when the CRM is not pressed; it follows slowly when the CRM becomes slower for other reasons.
    private var unhurried: Double?
    /// How long calls take now.
    private var recent: Double?
    /// No second fall before this moment, in seconds.
    private var resting = 0.0

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
        let unhurried =
            self.unhurried.map { taken < $0 ? taken : $0 + ($0 < recent ? (recent - $0) / 256 : 0) } ?? taken
        self.unhurried = unhurried
        if recent > 2 * unhurried + Self.slack {
            fall(to: 0.9, at: now, restingFor: recent)
        } else if underWay >= allowed {
            limit = min(Double(most), limit + 1 / limit)
        }
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
