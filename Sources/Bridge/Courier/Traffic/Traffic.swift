internal import Outbox

/// Which calls may begin: what is under way, the limit, the rate, the pause that the CRM asked for, and each token's lane. A value that is told
/// of beginnings and ends; it has no clock. Moments are counted from the courier's start.
struct Traffic: Sendable {
    /// Names a token for the courier's life.
    typealias LaneID = Int

    private var limit: AdaptiveLimit
    private var bucket: RateBucket
    private var lanes: [LaneID: Lane] = [:]
    /// When the pause is over that the CRM asked for last.
    private(set) var pausedUntil = Duration.zero
    private(set) var underWay = 0

    /// A pause that the CRM asks for is kept for so long at the most.
    static let longestPause = Duration.seconds(86_400)

    init(inFlight: Int, rate: Double?) {
        limit = AdaptiveLimit(most: inFlight)
        bucket = RateBucket(rate: rate)
    }

    /// The limit at this moment.
    var allowed: Int { limit.allowed }

    /// Puts other bounds in force.
    mutating func setBounds(inFlight: Int, rate: Double?) {
        if limit.most != max(1, inFlight) { limit = AdaptiveLimit(most: inFlight) }
        if bucket.rate != rate { bucket = RateBucket(rate: rate) }
    }

    /// Forgets the lanes of tokens that are not used any more.
    mutating func keepLanes(_ ids: Set<LaneID>) { lanes = lanes.filter { ids.contains($0.key) } }

    /// A person may have put something right: no lane's next trial has to wait, nor the end of a pause that the CRM asked for: a clock that is wrong
    /// may have asked for it.
    mutating func hurry() {
        pausedUntil = .zero
        for id in lanes.keys { lanes[id]?.hurry() }
    }

    /// What keeps a lane from going on, and until when; nil where nothing does.
    func standing(of lane: LaneID, at now: Duration) -> (cause: DeliveryStops.Cause, next: Duration)? {
        let standing = lanes[lane]?.standing
        guard pausedUntil > now else { return standing }
        return standing.map { ($0.cause, max($0.next, pausedUntil)) } ?? (.paused, pausedUntil)
    }

    /// The CRM asked an earlier process for a pause.
    mutating func pause(until end: Duration) { pausedUntil = max(pausedUntil, end) }

    /// How many calls of a lane may begin now.
    func allowance(of lane: LaneID, at now: Duration) -> Int {
        guard now >= pausedUntil else { return 0 }
        let room = limit.allowed - underWay
        return max(0, min(room, bucket.available(at: now), lanes[lane]?.allowance(at: now) ?? .max))
    }

    /// Whether a lane's calls have to wait for something other than the end of others.
    func isClosed(_ lane: LaneID, at now: Duration) -> Bool {
        now < pausedUntil || lanes[lane]?.isClosed == true
    }

    /// Whether the CRM refuses a lane's token.
    func isStopped(_ lane: LaneID) -> Bool { lanes[lane]?.isStopped == true }

    /// A call begins.
    mutating func begin(_ lane: LaneID, at now: Duration) {
        underWay += 1
        bucket.take(at: now)
        lanes[lane, default: Lane()].begin()
    }

    /// A round of looks begins: one call after the other, each with a turn of its own.
    mutating func beginLooks(_ lane: LaneID) {
        underWay += 1
        lanes[lane, default: Lane()].begin()
    }

    /// Takes places beside that of a round of looks, for calls of it that may go together: as many as are free, and no more than half of
    /// all, which leaves room for deals.
    mutating func takePlaces(_ most: Int, of lane: LaneID) -> Int {
        guard lanes[lane]?.isClosed != true else { return 0 }
        let taken = max(0, min(most, limit.allowed / 2, limit.allowed - underWay))
        underWay += taken
        return taken
    }

    /// Gives back what ``takePlaces(_:of:)`` took.
    mutating func giveBackPlaces(_ count: Int) { underWay -= count }

    /// What a call of a round of looks has to wait for.
    enum Turn: Sendable, Equatable {
        /// It may be made, and counts.
        case now
        /// The rate allows it at that moment.
        case at(Duration)
        /// The CRM asked for a pause.
        case paused
    }

    /// Takes a call's place in the rate.
    mutating func takeTurn(at now: Duration) -> Turn {
        guard now >= pausedUntil else { return .paused }
        if let next = bucket.next(after: now) { return .at(next) }
        bucket.take(at: now)
        return .now
    }

    /// A call ended; `latency` is how long it took, nil for a look, which is more than one call; so is `id`.
    mutating func end(
        _ lane: LaneID, _ end: CallEnd, of id: SubmissionID?, after latency: Duration?, at now: Duration, random: Double
    ) -> [Lane.News] {
        switch end {
        case .answered:
            if let latency { limit.succeeded(in: latency, underWay: underWay, at: now) }
        case .later(let pause):
            limit.pushedBack(at: now)
            if let pause { pausedUntil = max(pausedUntil, now + min(pause, Self.longestPause)) }
        case .access, .misdirected, .failed, .nothing: break
        }
        underWay -= 1
        // What ends by a token that is not used any more tells nothing of those that are.
        return lanes[lane]?.end(end, of: id, at: now, random: random) ?? []
    }

    /// When something that is not allowed now becomes allowed by itself; nil where only the end of a call can change it.
    func next(after now: Duration, of ids: [LaneID]) -> Duration? {
        if now < pausedUntil { return pausedUntil }
        let trials = ids.compactMap { lanes[$0]?.next }.filter { $0 > now }
        return ([bucket.next(after: now)].compactMap { $0 } + trials).min()
    }
}
