internal import BoardCRM
internal import Mapping
internal import Outbox
internal import Synchronization

extension Courier {
    /// Begins all that may be begun.
    func startWork() {
        begin(desk.withLock { desk in desk.takeWork(at: moment, .now, .now) })
    }

    private func begin(_ work: [Work]) {
        var lane: LaneEntry?
        var orders: [DealOrder] = []
        for work in work {
            switch work {
            case .send(let job, let call):
                guard let deal = job.deal else {
                    passOver(job, call)
                    continue
                }
                // Those of one lane stand together, as a rule.
                if lane !== job.lane {
                    lane?.deals.create(orders)
                    (lane, orders) = (job.lane, [])
                }
                orders.append(DealOrder(number: call, deal: deal, deadline: job.deadline))
            case .look(let round):
                Task {
                    await look(round)
                    startWork()
                    bell.ring()
                }
            }
        }
        lane?.deals.create(orders)
    }

    /// What the store keeps is no deal: nothing is sent.
    private func passOver(_ job: Job, _ call: Int) {
        let news = desk.withLock { desk in
            _ = desk.takeCall(call)
            desk.ended()
            return desk.traffic.end(
                job.lane.id, .nothing, of: job.claim.id, after: .zero, at: moment, random: desk.chance())
        }
        for news in news { tell(news.alarm(of: job.lane.lane.name)) }
        record([.unreadable(job)], isLast: false)
        bell.ring()
    }

    /// Calls are over: the next begin, while what came of these goes to the disk. On the thread that makes the calls, which must not wait.
    func ended(_ ends: [DealEnd]) {
        let (moment, instant, wall) = (moment, ContinuousClock.now, Timestamp.now)
        var alarms: [CourierAlarm] = []
        let (calls, work, settings, isLast, isLow) = desk.withLock { desk in
            var work: [Work] = []
            let calls = ends.compactMap { end -> (call: Call, end: DealEnd, random: Double)? in
                guard let call = desk.takeCall(end.number) else { return nil }
                desk.ended()
                let news = desk.traffic.end(
                    call.job.lane.id, CallEnd(end.outcome), of: call.job.claim.id, after: end.taken, at: moment,
                    random: desk.chance())
                alarms += news.map { $0.alarm(of: call.job.lane.lane.name) }
                // One in its place at once: how many are under way tells whether the limit was used.
                if let next = desk.next(at: moment, instant, wall) { work.append(next) }
                return (call, end, desk.chance())
            }
            work += desk.takeWork(at: moment, instant, wall)
            return (calls, work, desk.settings, desk.traffic.underWay == 0, desk.isLow(at: moment))
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
