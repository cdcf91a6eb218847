internal import BoardCRM
internal import Outbox

/// What lies on the courier's desk: which claims wait for their call, what may begin, and what is not on record yet. A value; moments are
/// counted from the courier's start.
struct Desk: Sendable {
    private(set) var settings: CourierSettings
    private(set) var lanes: [LaneEntry] = []
    /// Whose submissions go by which of them; nil until it is known which forms had other boards, and so again after a new configuration.
    private(set) var homes: FormHomes?
    /// Claims that are to be given back, and that the store could not take back yet.
    private var ungiven: [Claim] = []
    private var failsToGiveBack = false
    var traffic: Traffic
    private(set) var steady: SteadyTime
    /// Whether what waits may have been given its time by a clock that ran ahead: not known at the start, and so when it was set back.
    var mayWaitTooLong = true
    var isStopping = false
    /// Calls that have ended and are not on record yet.
    private(set) var unrecorded = 0
    /// What is to be sent.
    private var queues: [Traffic.LaneID: JobQueue] = [:]
    /// The calls under way, by their number.
    private var calls: [Int: Call] = [:]
    private var nextCall = 0
    /// What is to be looked for.
    private var looks: [Traffic.LaneID: [Job]] = [:]
    /// The lanes that a round of looks is under way for.
    private var looking: Set<Traffic.LaneID> = []
    /// Those whose last call was one: where only one call may be under way, sends and looks take turns.
    private var lookedLast: Set<Traffic.LaneID> = []
    /// The deals that are being sent, until it is on record what came of them.
    private var dealsUnderWay: [SubmissionID: DealText] = [:]
    private var nextLaneID = 0
    /// Whose turn it is.
    private var turn = 0
    /// Whether what was claimed last had waited for long: then fresh submissions go along with the backlog.
    private var isBehind = false
    /// Calls that have ended since the store was last asked.
    private var endedSinceAsked = 0
    /// How many did while it was asked the last time.
    private var endedMeanwhile = 0
    private var chances = Chances()
    private var pace = DeliveryPace()
    private var isPaceNews = false
    private var wasStopped = false
    private var saidStops: [Traffic.LaneID: DeliveryStops.Cause] = [:]
    /// Until when the pause lasts that the store knows of.
    private var keptPause = Duration.zero
    /// Whether a call began since the watch over the clock was kept last: its time may have to be known over a restart.
    private var isClockNews = true

    /// A submission that is due for longer than this is part of a backlog.
    private static let patience = Duration.seconds(30)
    /// One in so many goes from the newest end while a backlog drains.
    private static let freshShare = 4
    /// So many are claimed beyond the calls that may begin, at the most: after a crash each has to be looked for.
    private static let mostAhead = 256
    /// So many are looked for in one round: each that is found is a call more, and its claim does not last for ever.
    private static let looksTogether = 256
    /// So many wait for their round, at the most.
    private static let mostLooks = 1024

    /// How far a clock may be set back without anyone waiting longer for it than that.
    static let clockError = Duration.seconds(2)

    init(_ settings: CourierSettings, wall: Timestamp) {
        self.settings = settings
        traffic = Traffic(inFlight: settings.inFlight, rate: settings.rate)
        steady = SteadyTime(wall: wall, monotonic: .zero)
    }

    /// Puts a configuration in force. A lane whose token and address are the same goes on as it was; any other
    /// starts at once.
    /// - Returns: what is to be given back, because its token is gone.
    mutating func replace(
        _ new: CourierSettings, deals: (CourierLane) -> any DealLine, search: (CourierLane) -> BoardSearch
    ) -> [Job] {
        let old = lanes
        settings = new
        homes = nil
        traffic.setBounds(inFlight: new.inFlight, rate: new.rate)
        var used: Set<Traffic.LaneID> = []
        lanes = new.lanes.map { lane in
            let known = old.first { entry in
                entry.lane.token == lane.token && entry.lane.address == lane.address && used.insert(entry.id).inserted
            }
            if known == nil { nextLaneID += 1 }
            return LaneEntry(id: known?.id ?? nextLaneID, lane: lane, deals: deals(lane), search: search(lane))
        }
        traffic.keepLanes(Set(lanes.map(\.id)))
        traffic.hurry()
        // By what they are sent may be another thing now.
        defer { (queues, looks) = ([:], [:]) }
        return (queues.values.map(\.jobs) + Array(looks.values)).flatMap { $0 }
    }

    /// Finds out by which token each form's submissions go.
    /// - Parameter kept: what the store knows of forms with boards of their own.
    /// - Returns: what it has to know from now on; nil where that is no news.
    func boards(after kept: FormBoards) -> FormBoards? {
        var own: [String: Int64] = [:]
        for entry in lanes {
            guard case .only(let forms) = entry.lane.forms else { continue }
            for form in forms { own[form] = entry.boardNumber }
        }
        var boards = kept
        boards.look(own: own, known: settings.forms)
        return boards == kept ? nil : boards
    }

    /// The store knows which forms have boards of their own.
    mutating func settle(_ boards: FormBoards) {
        let lanes = lanes.map { FormHomes.Lane(id: $0.id, board: $0.boardNumber, forms: $0.lane.forms) }
        homes = FormHomes(lanes, boards, known: settings.forms)
    }

    /// The forms whose submissions go by a token.
    func forms(of entry: LaneEntry) -> FormSelection { homes?.forms(of: entry.id) ?? .only([]) }

    // MARK: Giving back

    /// These could not be given back: they are to be tried again. Returns whether that is news.
    mutating func keep(ungiven claims: [Claim]) -> Bool {
        defer { failsToGiveBack = true }
        ungiven += claims
        return !failsToGiveBack
    }

    /// The store takes claims back.
    mutating func gaveBack() { failsToGiveBack = false }

    /// What could not be given back so far.
    mutating func takeUngiven() -> [Claim] {
        defer { ungiven = [] }
        return ungiven
    }

    // MARK: Clocks

    /// Looks at both clocks.
    mutating func look(wall: Timestamp, monotonic: Duration) {
        if steady.look(wall: wall, monotonic: monotonic) { mayWaitTooLong = true }
    }

    // MARK: Claiming

    /// How many to claim for a lane; 0 when there is enough at hand, or nothing may be sent.
    func wanted(for entry: LaneEntry, at now: Duration) -> Int {
        let looked = looks[entry.id]?.count ?? 0
        guard !isStopping, unrecorded < mostUnrecorded, looked < Self.mostLooks else { return 0 }
        let queued = queues[entry.id]?.count ?? 0
        let room = traffic.allowance(of: entry.id, at: now)
        guard !traffic.isClosed(entry.id, at: now) else { return max(0, room - queued - looked) }
        // As many again, or some times what ends while the store is asked, so that a fast CRM does not wait for the disk, which takes many
        // claims at once for the price of a few; a slow rate needs none.
        let pace = max(traffic.allowed, min(8 * endedMeanwhile, Self.mostAhead))
        let ahead = min(pace, settings.rate.map { Int($0 / 4) } ?? .max)
        guard room > queued || queued * 2 <= ahead else { return 0 }
        return max(0, room + ahead - queued)
    }

    /// What is asked of the store.
    mutating func request(for entry: LaneEntry, _ count: Int, owner: Int64, at moment: Timestamp) -> ClaimRequest {
        endedSinceAsked = 0
        return ClaimRequest(
            moment: moment, limit: count, newest: isBehind ? count / Self.freshShare : 0, forms: forms(of: entry),
            lease: Lease(owner: owner, until: moment + settings.leaseTime), reference: entry.lane.reference?.text,
            board: entry.boardNumber)
    }

    /// What is asked of the store of forms that nothing is sent for.
    func request(for forms: FormSelection, _ count: Int, owner: Int64, at moment: Timestamp) -> ClaimRequest {
        ClaimRequest(
            moment: moment, limit: count, forms: forms, lease: Lease(owner: owner, until: moment + settings.leaseTime))
    }

    /// The store has answered.
    /// - Returns: from when on nothing of these claims may be sent.
    mutating func answered(
        _ claims: [Claim], claimedAt instant: ContinuousClock.Instant
    ) -> ContinuousClock.Instant {
        endedMeanwhile = endedSinceAsked
        if let oldest = claims.map({ $0.startedAt - $0.receivedAt }).max() { isBehind = oldest > Self.patience }
        // Half a minute for clocks that do not agree.
        return instant + settings.leaseTime - settings.callTime - .seconds(30)
    }

    /// Takes what was claimed.
    /// - Returns: what is to be given back: all of it, where another configuration came into force since the store was asked. Nothing would
    ///   ever be sent by the lane that it was claimed for.
    mutating func take(_ jobs: [Job], for entry: LaneEntry) -> [Job] {
        guard lanes.contains(where: { $0 === entry }) else { return jobs }
        for job in jobs {
            if job.claim.uncertainty == nil {
                queues[entry.id, default: JobQueue()].append(job)
            } else {
                looks[entry.id, default: []].append(job)
            }
        }
        return []
    }

    // MARK: Sending

    /// Whether nothing more may begin until what ended is on record.
    var isFull: Bool { unrecorded >= mostUnrecorded }

    private var mostUnrecorded: Int { max(2 * Self.mostAhead, settings.inFlight * 4) }

    /// Chance, from 0 up to but not including 1.
    mutating func chance() -> Double { chances.next() }

    /// What may be done next; it counts as begun.
    /// - Parameters:
    ///   - instant: now, by the clock of the jobs' deadlines.
    ///   - wall: now, by the clock that is stored.
    mutating func next(at now: Duration, _ instant: ContinuousClock.Instant, _ wall: Timestamp) -> Work? {
        guard !isStopping, unrecorded < mostUnrecorded else { return nil }
        for step in lanes.indices {
            let index = (turn + step) % lanes.count
            let id = lanes[index].id
            let job = queues[id]?.first.flatMap { $0.deadline > instant ? $0 : nil }
            let mayLook = looks[id]?.isEmpty == false && !looking.contains(id)
            guard job != nil || mayLook else { continue }
            let allowance = traffic.allowance(of: id, at: now)
            guard allowance > 0 else { continue }
            turn = (index + 1) % lanes.count
            isClockNews = true
            if mayLook, job == nil || allowance > 1 || !lookedLast.contains(id) {
                return .look(beginLooks(lanes[index]))
            }
            guard let job else { continue }
            queues[id]?.removeFirst()
            lookedLast.remove(id)
            traffic.begin(id, at: now)
            return .send(job, call: beginCall(job, at: wall))
        }
        return nil
    }

    /// All that may be done next; it counts as begun.
    mutating func takeWork(at now: Duration, _ instant: ContinuousClock.Instant, _ wall: Timestamp) -> [Work] {
        var all: [Work] = []
        while let work = next(at: now, instant, wall) { all.append(work) }
        return all
    }

    private mutating func beginLooks(_ entry: LaneEntry) -> LookRound {
        let all = looks[entry.id] ?? []
        looks[entry.id] = Array(all.dropFirst(Self.looksTogether))
        looking.insert(entry.id)
        lookedLast.insert(entry.id)
        traffic.beginLooks(entry.id)
        return LookRound(lane: entry, jobs: Array(all.prefix(Self.looksTogether)))
    }

    /// A round of looks is over: the next may begin.
    mutating func looksEnded(_ id: Traffic.LaneID) { looking.remove(id) }

    /// Takes places for calls of a round of looks.
    mutating func takePlaces(_ most: Int, of lane: CourierLane) -> Int {
        let entry = lanes.first { $0.lane.token == lane.token && $0.lane.address == lane.address }
        return entry.map { traffic.takePlaces(most, of: $0.id) } ?? 0
    }

    /// Whether more should be claimed now.
    func isLow(at now: Duration) -> Bool { lanes.contains { wanted(for: $0, at: now) > 0 } }

    /// What cannot be sent before long: its lane waits for something, its lease is nearly over, or the courier stops.
    mutating func takeBack(at now: Duration, _ instant: ContinuousClock.Instant) -> [Job] {
        var back: [Job] = []
        for entry in lanes {
            let id = entry.id
            guard queues[id]?.isEmpty == false || looks[id]?.isEmpty == false else { continue }
            if isStopping || (traffic.isClosed(id, at: now) && traffic.allowance(of: id, at: now) == 0) {
                back += (queues[id]?.jobs ?? []) + (looks[id] ?? [])
                (queues[id], looks[id]) = (nil, [])
            } else {
                back += (queues[id]?.takeLate(instant) ?? []) + Self.takeLate(&looks[id], instant)
            }
        }
        return back
    }

    private static func takeLate(_ queue: inout [Job]?, _ instant: ContinuousClock.Instant) -> [Job] {
        guard let jobs = queue, jobs.contains(where: { $0.deadline <= instant }) else { return [] }
        queue = jobs.filter { $0.deadline > instant }
        return jobs.filter { $0.deadline <= instant }
    }

    private mutating func beginCall(_ job: Job, at sentAt: Timestamp) -> Int {
        dealsUnderWay[job.claim.id] = job.deal
        nextCall += 1
        calls[nextCall] = Call(job: job, sentAt: sentAt)
        return nextCall
    }

    /// The call of that number, which has ended.
    mutating func takeCall(_ number: Int) -> Call? { calls.removeValue(forKey: number) }

    /// A call ended, and is not on record yet.
    mutating func ended() {
        unrecorded += 1
        endedSinceAsked += 1
    }

    /// A look told what became of a deal, and that is not on record yet.
    mutating func told() { unrecorded += 1 }

    /// What came of a call is on record, or never will be: `form` where its submission does not wait any more.
    mutating func recorded(_ id: SubmissionID, settled form: String?, endedAt: Timestamp, at moment: Timestamp) {
        unrecorded -= 1
        // The clock was set back between the end and its record: what that waits for may be looked at already, and was not there yet.
        if endedAt > moment + Self.clockError { mayWaitTooLong = true }
        dealsUnderWay[id] = nil
        guard let form else { return }
        pace.count(form, at: moment, isBehind: queues.values.contains { !$0.isEmpty })
        isPaceNews = true
    }

    /// Goes on with what an earlier process kept.
    mutating func recall(
        pace: DeliveryPace?, pause: CRMPause?, wasStopped: Bool, clock: String?, wall: Timestamp, monotonic: Duration,
        uptime: Duration
    ) {
        if let pace { self.pace = pace }
        // What an earlier process said of stops is taken back with the first word of this one.
        self.wasStopped = wasStopped
        if let rest = pause?.rest(at: wall), pause?.address == lanes.first?.lane.address {
            traffic.pause(until: monotonic + rest)
            keptPause = traffic.pausedUntil
        }
        look(wall: wall, monotonic: monotonic)
        if let clock { steady.goOn(from: clock, uptime: uptime) }
    }

    /// The watch over the clock, to be kept; nil where nothing began since.
    mutating func takeClock(wall: Timestamp, monotonic: Duration, uptime: Duration) -> String? {
        guard isClockNews else { return nil }
        isClockNews = false
        look(wall: wall, monotonic: monotonic)
        return steady.kept(uptime: uptime)
    }

    /// How many left the list of those that wait in the last minute; nil where that is no news.
    mutating func takePace(at moment: Timestamp) -> DeliveryPace? {
        guard isPaceNews else { return nil }
        pace.look(at: moment)
        // The last word is that nothing is delivered any more.
        isPaceNews = !pace.isEmpty
        return pace
    }

    /// What keeps deliveries from going on; nil where that is no news: what stands is said again and again, for an old word counts for nothing.
    mutating func takeStops(at now: Duration, wall: Timestamp) -> DeliveryStops? {
        let stops = lanes.compactMap { entry in
            traffic.standing(of: entry.id, at: now).map { standing in
                DeliveryStops.Stop(
                    cause: standing.cause, token: entry.lane.name, next: wall + max(.zero, standing.next - now),
                    forms: forms(of: entry))
            }
        }
        defer {
            wasStopped = !stops.isEmpty
            saidStops = standings(at: now)
        }
        guard wasStopped || !stops.isEmpty else { return nil }
        return DeliveryStops(stops, of: lanes.count, at: wall)
    }

    /// What each lane waits for.
    private func standings(at now: Duration) -> [Traffic.LaneID: DeliveryStops.Cause] {
        var standings: [Traffic.LaneID: DeliveryStops.Cause] = [:]
        for entry in lanes { standings[entry.id] = traffic.standing(of: entry.id, at: now)?.cause }
        return standings
    }

    /// Whether deliveries stopped or went on since that was said last, or the CRM asked for a pause: whoever looks at the store, and whoever
    /// starts after a crash, is to know it at once.
    func hasStopNews(at now: Duration) -> Bool { standings(at: now) != saidStops || traffic.pausedUntil != keptPause }

    /// The pause that the CRM asked for, to be kept; nil where that is no news.
    mutating func takePause(at now: Duration, wall: Timestamp) -> CRMPause? {
        guard traffic.pausedUntil != keptPause, let lane = lanes.first else { return nil }
        keptPause = traffic.pausedUntil
        return CRMPause(from: wall, until: wall + max(.zero, traffic.pausedUntil - now), address: lane.lane.address)
    }

    /// The deals that are being sent.
    var sent: [DealText] { Array(dealsUnderWay.values) }
    /// Whether nothing is under way and everything is on record.
    var isIdle: Bool {
        traffic.underWay == 0 && unrecorded == 0 && queues.values.allSatisfy(\.isEmpty)
            && looks.values.allSatisfy(\.isEmpty)
    }
}
