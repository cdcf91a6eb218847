internal import BoardCRM
internal import Mapping
internal import Outbox
internal import Synchronization

extension Courier {
    /// So many deals are made ready before they are handed over: their calls begin while more are made ready.
    private static let handedOverTogether = 4

    /// Begins all that may be begun.
    func startWork() {
        begin(desk.withLock { desk in desk.takeWork(at: moment, .now) })
    }

    private func begin(_ work: [Work]) {
        var jobs: [Job] = []
        for work in work {
            switch work {
            case .send(let job): jobs.append(job)
            case .look(let round):
                Task {
                    await look(round)
                    startWork()
                    bell.ring()
                }
            }
        }
        var rest = jobs[...]
        while !rest.isEmpty {
            send(rest.prefix(Self.handedOverTogether))
            rest = rest.dropFirst(Self.handedOverTogether)
        }
    }

    private func send(_ jobs: ArraySlice<Job>) {
        let ready = jobs.map { job in
            let extra = job.lane.lane.reference.map { ($0, job.claim.id.description) }
            let deal = try? DealText(settling: job.claim.deal, with: extra)
            return (job: job, deal: deal, sentAt: Timestamp.now)
        }
        let orders = desk.withLock { desk in
            ready.compactMap { ready -> (lane: LaneEntry, order: DealOrder)? in
                guard let deal = ready.deal else { return nil }
                let number = desk.send(deal, by: ready.job, at: ready.sentAt)
                return (ready.job.lane, DealOrder(number: number, deal: deal, deadline: ready.job.deadline))
            }
        }
        // Those of one lane stand together, as a rule.
        var rest = orders[...]
        while let lane = rest.first?.lane {
            let own = rest.prefix { $0.lane === lane }
            lane.deals.create(own.map(\.order))
            rest = rest.dropFirst(own.count)
        }
        for ready in ready where ready.deal == nil { passOver(ready.job) }
    }

    /// What the store keeps is no deal: nothing is sent.
    private func passOver(_ job: Job) {
        let news = desk.withLock { desk in
            desk.ended()
            return desk.traffic.end(
                job.lane.id, .nothing, of: job.claim.id, after: .zero, at: moment, random: desk.chance())
        }
        for news in news { tell(news.alarm(of: job.lane.lane.name)) }
        record([.unreadable(job)], isLast: false)
        bell.ring()
    }

    /// Calls are over: the next begin, while what came of these goes to the disk.
    func ended(_ ends: [DealEnd]) {
        let (moment, wall) = (moment, Timestamp.now)
        var alarms: [CourierAlarm] = []
        let (calls, work, settings) = desk.withLock { desk in
            var work: [Work] = []
            let calls = ends.compactMap { end -> (call: Call, end: DealEnd, random: Double)? in
                guard let call = desk.takeCall(end.number) else { return nil }
                desk.ended()
                let news = desk.traffic.end(
                    call.job.lane.id, CallEnd(end.outcome), of: call.job.claim.id, after: end.taken, at: moment,
                    random: desk.chance())
                alarms += news.map { $0.alarm(of: call.job.lane.lane.name) }
                // One in its place at once: how many are under way tells whether the limit was used.
                if let next = desk.next(at: moment, .now) { work.append(next) }
                return (call, end, desk.chance())
            }
            return (calls, work + desk.takeWork(at: moment, .now), desk.settings)
        }
        for alarm in alarms { tell(alarm) }
        begin(work)
        let settled = calls.map { call, end, random in
            Ended(
                call.job,
                settlement(for: call.job, settings).settle(
                    end.outcome, of: call.job.claim, sentAt: call.sentAt, endedAt: wall, random: random),
                after: end.taken)
        }
        let (isLast, isLow) = desk.withLock { desk in (desk.traffic.underWay == 0, desk.isLow(at: moment)) }
        record(settled, isLast: isLast)
        if isLow || work.count < calls.count { bell.ring() }
    }

    func settlement(for job: Job, _ settings: CourierSettings) -> Settlement {
        Settlement(
            policy: settings.policy, reference: job.lane.lane.reference?.text, board: job.lane.boardNumber,
            uncertain: settings.uncertain,
            certainty: settings.certainty, settling: settings.settling
        ) { [forms] target in
            forms.form(job.claim.form)?.mapping.formFields(feeding: target) ?? []
        }
    }
}
