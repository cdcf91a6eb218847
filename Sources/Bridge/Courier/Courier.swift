internal import BoardCRM
internal import Mapping
public import Outbox
internal import Synchronization
public import Telemetry

/// Delivers what is due: claims it on disk, calls the CRM, and records what came of it, several at a time and each but once. What may have
/// made its deal is looked for before it is sent again.
public final class Courier: Sendable {
    let store: any SubmissionStore
    let forms: IntakeSettings
    let log: Log
    private let alarm: @Sendable (CourierAlarm) -> Void
    let desk: Mutex<Desk>
    /// What is on its way to the store's diary.
    let diary = Mutex(Diary())
    let owner = Int64.random(in: 1 ... .max)
    private let began = ContinuousClock.now
    let bell = Bell()

    /// How long the courier rests at the most before it looks for what another process made due.
    private static let longestRest = Duration.seconds(1)
    /// How often it looks for what others left behind.
    private static let leaseRound = Duration.seconds(30)
    /// How often it keeps how fast it is and what holds it up, for those who look at the store, and what it knows of the clock.
    private static let noteRound = Duration.seconds(5)
    /// So many claims are made ready before their calls begin.
    private static let readyTogether = 16
    /// How long it waits before it asks a store again that could not answer.
    static let storePause = Duration.milliseconds(500)
    /// How often it asks again once it was told to stop.
    static let triesAtTheEnd = 20

    /// - Parameters:
    ///   - forms: to put the CRM's complaints in the names of their fields.
    ///   - alarm: told of what needs a person, and of its end; must not wait.
    public init(
        store: any SubmissionStore, forms: IntakeSettings, settings: CourierSettings, log: Log,
        alarm: @escaping @Sendable (CourierAlarm) -> Void = { _ in }
    ) {
        self.store = store
        self.forms = forms
        self.log = log
        self.alarm = alarm
        desk = Mutex(Desk(settings, wall: .now))
        replace(settings)
    }

    /// Puts other settings in force. A token that is another than before starts at once.
    public func replace(_ settings: CourierSettings) {
        let (store, certainty) = (store, settings.certainty)
        let back = desk.withLock { desk in
            desk.replace(settings) { lane in
                lane.board.dealLine { [weak self] ends in self?.ended(ends) }
            } search: { lane in
                BoardSearch(board: lane.board, store: store, certainty: certainty) { [weak self] moment in
                    self?.desk.withLock { $0.steady.isUnset(since: moment) } ?? false
                } underWay: { [weak self] in
                    (self?.desk.withLock { $0.sent } ?? []).compactMap { $0.deal?.lead?.attributes.entries }
                } turn: { [weak self] in
                    await self?.takeTurn()
                } places: { [weak self] most in
                    self?.desk.withLock { $0.takePlaces(most, of: lane) } ?? 0
                } giveBack: { [weak self] count in
                    self?.desk.withLock { $0.traffic.giveBackPlaces(count) }
                    self?.bell.ring()
                }
            }
        }
        if !back.isEmpty { Task { await giveBack(back.map(\.claim)) } }
        bell.ring()
    }

    /// Something may be due: looks at once, unless it has its hands full; then it looks when a call ends. From any thread; many calls
    /// are one look.
    public func wake() {
        if desk.withLock({ $0.isLow(at: moment) }) { bell.ring() }
    }

    /// Takes nothing new; ``run()`` returns when what is under way is recorded.
    public func stop() {
        desk.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Delivers until stopped.
    public func run() async {
        var waiter = bell.waiter()
        var leasesEnded = Duration.zero - Self.leaseRound
        var notesKept = Duration.zero - Self.noteRound
        await recallNotes()
        var times = BoardTimes()
        while !isStopping {
            if moment - leasesEnded >= Self.leaseRound {
                leasesEnded = moment
                await endLeases()
            }
            if moment - notesKept >= Self.noteRound || desk.withLock({ $0.hasStopNews(at: moment) }) {
                notesKept = moment
                await keepNotes()
            }
            let rest = await startDue(&times)
            await waiter.wait(atMost: rest)
        }
        await giveBack(desk.withLock { $0.takeBack(at: moment, .now) }.map(\.claim))
        await giveBackRest()
        while !desk.withLock({ $0.isIdle }) { await waiter.wait(atMost: nil) }
    }

    var isStopping: Bool { desk.withLock { $0.isStopping } }

    /// Now, counted from the courier's start, by a clock that nobody sets.
    var moment: Duration { began.duration(to: .now) }

    // MARK: Claiming

    private func endLeases() async {
        do throws(StoreError) {
            let count = try await store.endLeases(at: .now, exceptOf: owner)
            if count > 0 {
                log.line(.warning, "attempts left behind are looked for on the board") { $0.add("count", count) }
            }
        } catch {
            log.line(.error, "store cannot end attempts left behind") { $0.add("reason", error.description) }
        }
    }

    // MARK: Notes

    /// How long the machine has run.
    private static var uptime: Duration { ContinuousClock().systemEpoch.duration(to: .now) }

    /// What an earlier process kept. Without it, looks are wider and the pace is known later.
    private func recallNotes() async {
        let pace = try? await store.note(DeliveryPace.name)
        let pause = try? await store.note(CRMPause.name)
        let stops = try? await store.note(DeliveryStops.name)
        let clock = try? await store.note(SteadyTime.name)
        desk.withLock { desk in
            desk.recall(
                pace: (pace ?? nil).flatMap { DeliveryPace(text: $0) },
                pause: (pause ?? nil).flatMap { CRMPause(text: $0) }, wasStopped: (stops ?? nil) != nil,
                clock: clock ?? nil, wall: .now, monotonic: moment, uptime: Self.uptime)
        }
    }

    private func keepNotes() async {
        let (pace, clock, stops, pause) = desk.withLock { desk in
            (
                desk.takePace(at: .now), desk.takeClock(wall: .now, monotonic: moment, uptime: Self.uptime),
                desk.takeStops(at: moment, wall: .now), desk.takePause(at: moment, wall: .now)
            )
        }
        if let pause { try? await store.keep(pause.text, as: CRMPause.name) }
        if let pace { try? await store.keep(pace.text, as: DeliveryPace.name) }
        if let stops { try? await store.keep(stops.text, as: DeliveryStops.name) }
        if let clock { try? await store.keep(clock, as: SteadyTime.name) }
    }

    // MARK: Due

    /// What was given its time by a clock that ran ahead would wait until that time comes.
    private func endWaits() async throws(StoreError) {
        let isNeeded = desk.withLock { desk in
            defer { desk.mayWaitTooLong = false }
            return desk.mayWaitTooLong
        }
        guard isNeeded else { return }
        do throws(StoreError) {
            let count = try await store.endWaits(changedAfter: .now + Desk.clockError, at: .now)
            if count > 0 {
                log.line(.warning, "the clock was set back: what waited by its earlier time is due") {
                    $0.add("count", count)
                }
            }
        } catch {
            desk.withLock { $0.mayWaitTooLong = true }
            throw error
        }
    }

    /// Claims what is due and starts what may be; returns for how long nothing more will be by itself.
    private func startDue(_ times: inout BoardTimes) async -> Duration {
        await giveBackRest()
        await giveBack(desk.withLock { $0.takeBack(at: moment, .now) }.map(\.claim))
        var rest = Self.longestRest
        do throws(StoreError) {
            let lanes = desk.withLock { desk in
                desk.look(wall: .now, monotonic: moment)
                return desk.lanes
            }
            try await endWaits()
            try await findHomes()
            for lane in lanes {
                try await times.look(at: lane, in: store)
                let count = desk.withLock { $0.wanted(for: lane, at: moment) }
                guard count > 0 else { continue }
                let instant = ContinuousClock.now
                let request = desk.withLock { $0.request(for: lane, count, owner: owner, at: .now) }
                takeAlong()
                let claims = try await store.claim(request)
                await take(claims, for: lane, claimedAt: instant)
                if claims.count < count, let due = try await store.nextDue(of: desk.withLock({ $0.forms(of: lane) })) {
                    rest = min(rest, max(due - .now, .milliseconds(2)))
                } else if claims.count == count, desk.withLock({ $0.wanted(for: lane, at: moment) }) > 0 {
                    // Looks were among them, or much has ended meanwhile: there may be more.
                    rest = .zero
                }
            }
            startWork()
        } catch {
            log.line(.error, "store cannot be asked what is due") { $0.add("reason", error.description) }
            rest = Self.storePause
        }
        let next = desk.withLock { desk in desk.traffic.next(after: moment, of: desk.lanes.map(\.id)) }
        return next.map { min(rest, max($0 - moment, .milliseconds(1))) } ?? rest
    }

    /// Makes claims ready to be sent, some at a time: the calls of the first begin while more are made ready.
    private func take(_ claims: [Claim], for lane: LaneEntry, claimedAt instant: ContinuousClock.Instant) async {
        let deadline = desk.withLock { $0.answered(claims, claimedAt: instant) }
        var back: [Job] = []
        var rest = claims[...]
        while !rest.isEmpty {
            let jobs = rest.prefix(Self.readyTogether).map { Job(claim: $0, lane: lane, deadline: deadline) }
            rest = rest.dropFirst(Self.readyTogether)
            back += desk.withLock { $0.take(jobs, for: lane) }
            startWork()
        }
        await giveBack(back.map(\.claim))
    }

    func giveBack(_ claims: [Claim]) async {
        guard !claims.isEmpty else { return }
        do {
            try await store.giveBack(claims, at: .now)
            desk.withLock { $0.gaveBack() }
        } catch {
            // Until the store can take them back nobody else may have them: they are this service's own.
            guard desk.withLock({ $0.keep(ungiven: claims) }) else { return }
            log.line(.error, "claims not given back, which is tried again") { $0.add("reason", error.description) }
        }
    }

    /// Gives back what could not be given back before.
    private func giveBackRest() async { await giveBack(desk.withLock { $0.takeUngiven() }) }

    // MARK: Looking

    /// Looks for all of a round; each is recorded as soon as it is found, or is not.
    func look(_ round: LookRound) async {
        let began = ContinuousClock.now
        var sought: [(job: Job, deal: SoughtDeal)] = []
        for job in round.jobs {
            if let uncertainty = job.claim.uncertainty,
                let deal = try? MappedDeal(encoded: uncertainty.sent ?? job.claim.deal).settled()
            {
                sought.append((job, SoughtDeal(id: job.claim.id, deal: deal, uncertainty: uncertainty)))
            } else {
                desk.withLock { $0.told() }
                record([.unreadable(job)], isLast: false)
            }
        }
        let end = Mutex(sought.isEmpty ? CallEnd.nothing : .answered)
        await round.lane.search.look(for: sought.map(\.deal)) { [sought] place, finding in
            if finding.callEnd != .answered { end.withLock { $0 = finding.callEnd } }
            self.settle(sought[place].job, sought[place].deal.uncertainty, finding, after: ContinuousClock.now - began)
        }
        let news = desk.withLock { desk in
            desk.looksEnded(round.lane.id)
            return desk.traffic.end(
                round.lane.id, end.withLock { $0 }, of: nil, after: nil, at: moment, random: desk.chance())
        }
        for news in news { tell(news.alarm(of: round.lane.lane.name)) }
    }

    private func settle(_ job: Job, _ uncertainty: Uncertainty, _ finding: Finding, after duration: Duration) {
        let (rule, isCertain, random) = desk.withLock { desk in
            desk.told()
            desk.look(wall: .now, monotonic: moment)
            let certainty = desk.settings.certainty
            // The board was asked before now: so much earlier it has to have been certain.
            return (
                settlement(for: job, desk.settings),
                desk.steady.hasPassed(certainty + duration, since: uncertainty.since), desk.chance()
            )
        }
        let settled = rule.settle(
            finding, of: job.claim, uncertainty, isCertain: isCertain, endedAt: .now, random: random)
        record([Ended(job, settled, after: duration)], isLast: false)
    }

    /// Waits until one more call of a round of looks may be made; gives a failure where none may be for now.
    private func takeTurn() async -> CallFailure? {
        while true {
            switch desk.withLock({ $0.traffic.takeTurn(at: moment) }) {
            case .now: return nil
            case .paused: return .later(retryAfter: nil, reason: "the CRM asked for a pause")
            case .at(let next): try? await Task.sleep(for: max(next - moment, .milliseconds(1)))
            }
        }
    }

    func tell(_ alarm: CourierAlarm) {
        // Single submissions stand in the log already.
        if let (level, words) = alarm.line { log.line(level, "delivery") { $0.add("reason", words) } }
        self.alarm(alarm)
    }
}
