internal import Outbox

/// Which questions are under way, and which wait to be asked again. No clock inside.
struct CaptchaQueue {
    /// How often a question was asked before.
    struct Earlier: Equatable {
        var count = 0
    }

    private var underWay: Set<SubmissionID> = []
    private var waiting: [SubmissionID: (earlier: Earlier, until: ContinuousClock.Instant)] = [:]
    var isStopping = false

    /// Takes a question; nil where it is under way, has to wait, or too many are under way.
    mutating func take(_ id: SubmissionID, at now: ContinuousClock.Instant, atMost limit: Int) -> Earlier? {
        guard underWay.count < limit, !underWay.contains(id) else { return nil }
        if let known = waiting[id] {
            guard known.until <= now else { return nil }
            waiting[id] = nil
            underWay.insert(id)
            return known.earlier
        }
        underWay.insert(id)
        return Earlier()
    }

    func isFull(_ limit: Int) -> Bool { underWay.count >= limit }

    /// It is to be asked once more.
    mutating func again(_ id: SubmissionID, _ earlier: Earlier, at moment: ContinuousClock.Instant) {
        underWay.remove(id)
        waiting[id] = (Earlier(count: earlier.count + 1), moment)
    }

    /// It is answered.
    mutating func end(_ id: SubmissionID) {
        underWay.remove(id)
        waiting[id] = nil
    }

    /// How long until one may be asked again; nil where none waits.
    func rest(from now: ContinuousClock.Instant) -> Duration? {
        waiting.values.map(\.until).min().map { max($0 - now, .milliseconds(1)) }
    }

    /// From an answer that told nothing to the next question: 1, 2, 4, 8, 8 … seconds.
    static func pause(after count: Int) -> Duration { .seconds(1 << min(count, 3)) }
}
