/// What stands on the alarm board, and what is to be said of it: one message when a cause begins, a reminder now and then, one when it is
/// over. A value: it is told what happened and when, and returns the messages to send.
public struct AlarmBoard: Sendable {
    /// When something is said; may be replaced at any time.
    public var rules: AlarmRules
    private var standing: [AlarmCause: Standing] = [:]
    /// Causes that are over, for those that come back again and again.
    private var past: [AlarmCause: Past] = [:]
    private var isGathering = true

    private struct Standing {
        let since: AlarmMoment
        let quiet: Duration
        var times = 1
        var measure = AlarmMeasure.none
        /// When it was last told; nil while it was not.
        var told: Duration?
        /// Since when it is gone; nil while it is there.
        var goneSince: Duration?
    }

    private struct Past {
        let ended: Duration
        let quiet: Duration
    }

    /// An empty board.
    public init(rules: AlarmRules = AlarmRules()) { self.rules = rules }

    /// Takes what happened; returns what is to be sent, in this order.
    public mutating func take(_ event: AlarmEvent, at moment: AlarmMoment) -> [AlarmMessage] {
        switch event {
        case .raised(let cause):
            if case .submissions(let count) = standing[cause]?.measure {
                standing[cause]?.measure = .submissions(count + 1)
            }
            raise(cause, at: moment)
        case .cleared(let causes):
            for cause in causes { leave(cause, at: moment) }
        case .looked(let found):
            for (cause, measure) in found {
                let isKnown = standing[cause] != nil
                raise(cause, at: moment)
                standing[cause]?.measure = measure
                // That it is seen again is no news.
                if isKnown { standing[cause]?.times -= 1 }
            }
            for cause in standing.keys where cause.isSeenByLooking && found[cause] == nil { leave(cause, at: moment) }
        case .tick: break
        }
        return tell(at: moment)
    }

    /// What stands, in one message; nil when nothing does.
    public mutating func summary(at moment: AlarmMoment) -> AlarmMessage? {
        isGathering = false
        return message(.standing, standing.filter { $0.value.goneSince == nil }.map(\.key), at: moment)
    }

    // MARK: What is there

    private mutating func raise(_ cause: AlarmCause, at moment: AlarmMoment) {
        if standing[cause] != nil {
            standing[cause]?.times += 1
            standing[cause]?.goneSince = nil
            return
        }
        guard standing.count < rules.mostCauses else { return }
        let before = past.removeValue(forKey: cause)
        standing[cause] = Standing(
            since: moment, quiet: before.map { min($0.quiet * 2, rules.longestQuiet) } ?? rules.quiet)
    }

    private mutating func leave(_ cause: AlarmCause, at moment: AlarmMoment) {
        guard let known = standing[cause], known.goneSince == nil else { return }
        standing[cause]?.goneSince = moment.elapsed
    }

    // MARK: What is said

    private mutating func tell(at moment: AlarmMoment) -> [AlarmMessage] {
        var messages: [AlarmMessage] = []
        if let over = message(.cleared, removeEnded(at: moment), at: moment) { messages.append(over) }
        if isGathering {
            guard moment.elapsed >= rules.gathering else { return messages }
            return messages + [summary(at: moment)].compactMap { $0 }
        }
        let here = standing.filter { $0.value.goneSince == nil }
        for cause in here.filter({ $0.value.told == nil }).keys.sorted(by: Self.isBefore) {
            if let news = message(.raised, [cause], at: moment) { messages.append(news) }
        }
        let due = here.filter { $0.value.told.map { $0 + rules.remind <= moment.elapsed } ?? false }.map(\.key)
        if let reminder = message(.reminder, due, at: moment) { messages.append(reminder) }
        return messages
    }

    /// Takes what is over off the board; returns what of it was told, with the entry that it had.
    private mutating func removeEnded(at moment: AlarmMoment) -> [AlarmMessage.Entry] {
        var ended: [AlarmMessage.Entry] = []
        for (cause, known) in standing {
            guard let gone = known.goneSince, known.told == nil || gone + known.quiet <= moment.elapsed else {
                continue
            }
            if known.told != nil { ended.append(entry(cause, known)) }
            standing[cause] = nil
            past[cause] = Past(ended: moment.elapsed, quiet: known.quiet)
        }
        if past.count > rules.mostCauses { past = [:] }
        past = past.filter { $0.value.ended + rules.memory > moment.elapsed }
        return ended
    }

    private mutating func message(
        _ kind: AlarmMessage.Kind, _ causes: [AlarmCause], at moment: AlarmMoment
    ) -> AlarmMessage? {
        var entries: [AlarmMessage.Entry] = []
        for cause in causes {
            guard let known = standing[cause] else { continue }
            entries.append(entry(cause, known))
            standing[cause]?.told = moment.elapsed
        }
        return message(kind, entries, at: moment)
    }

    private func message(
        _ kind: AlarmMessage.Kind, _ entries: [AlarmMessage.Entry], at moment: AlarmMoment
    ) -> AlarmMessage? {
        guard !entries.isEmpty else { return nil }
        return AlarmMessage(kind, entries.sorted { Self.isBefore($0.cause, $1.cause) }, at: moment.wall)
    }

    private func entry(_ cause: AlarmCause, _ known: Standing) -> AlarmMessage.Entry {
        AlarmMessage.Entry(cause, since: known.since.wall, measure: known.measure, times: known.times)
    }

    /// What stops everything comes first.
    private static func isBefore(_ one: AlarmCause, _ other: AlarmCause) -> Bool {
        (one.rank, one.name) < (other.rank, other.name)
    }
}

extension AlarmCause {
    fileprivate var rank: Int {
        switch self {
        case .storeAway: 0
        case .storeDamaged: 1
        case .storePutAside: 2
        case .diskLow: 3
        case .tokenRefused: 4
        case .wrongAddress: 5
        case .failing: 6
        case .fetchDenied: 7
        case .backlog: 8
        case .held: 9
        case .failed: 10
        case .unmapped: 11
        }
    }

    fileprivate var name: String { form ?? token ?? file ?? "" }
}
