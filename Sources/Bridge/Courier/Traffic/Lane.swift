internal import Outbox

/// One token's way to the CRM: a circuit breaker for when many calls fail in a row, and a stop for when the token is refused.
struct Lane: Sendable {
    /// What is told of it.
    enum News: Sendable, Equatable {
        /// The CRM refuses the token, or another server answers: everything of this token waits.
        case stopped(CallEnd)
        /// The token is good again.
        case goesOn
        /// Many calls failed in a row: only trials are made.
        case broken
        /// The CRM answers again.
        case mended
    }

    /// So many different submissions have to fail, with no success between: the trouble of a single one is not the CRM's.
    static let failuresInARow = 5

    /// Nil stands for all looks: those that go together fail together.
    private var failed: Set<SubmissionID?> = []
    private var breaker = Trials(first: .seconds(1), longest: .seconds(30))
    private var stop = Trials(first: .seconds(60), longest: .seconds(3600))
    private var isAtWrongAddress = false

    /// Whether only trials are made.
    var isClosed: Bool { breaker.isClosed || stop.isClosed }
    /// Whether that is for the token.
    var isStopped: Bool { stop.isClosed }

    /// How many calls may begin now.
    func allowance(at now: Duration) -> Int {
        min(breaker.allowance(at: now) ?? .max, stop.allowance(at: now) ?? .max)
    }

    /// When a trial may begin, where only trials are made.
    var next: Duration? {
        guard isClosed else { return nil }
        return max(breaker.isClosed ? breaker.next : .zero, stop.isClosed ? stop.next : .zero)
    }

    /// A person may have put it right: a trial need not wait.
    mutating func hurry() {
        breaker.hurry()
        stop.hurry()
    }

    /// What keeps it from going on, and until when.
    var standing: (cause: DeliveryStops.Cause, next: Duration)? {
        if stop.isClosed { return (isAtWrongAddress ? .wrongAddress : .tokenRefused, max(stop.next, breaker.next)) }
        return breaker.isClosed ? (.failing, breaker.next) : nil
    }

    /// A call begins.
    mutating func begin() {
        breaker.begin()
        stop.begin()
    }

    /// A call ended; `id` is nil for a look at the board.
    mutating func end(_ end: CallEnd, of id: SubmissionID?, at now: Duration, random: Double) -> [News] {
        var news: [News] = []
        switch end {
        case .answered:
            failed = []
            if breaker.open() { news.append(.mended) }
            if stop.open() { news.append(.goesOn) }
        case .access, .misdirected:
            // The line is good: it is the token's, or the address's, trouble alone.
            failed = []
            if breaker.open() { news.append(.mended) }
            isAtWrongAddress = end == .misdirected
            if stop.close(at: now, random: random) { news.append(.stopped(end)) }
        case .later, .failed:
            stop.endTrial(at: now)
            failed.insert(id)
            if failed.count >= Self.failuresInARow || breaker.isClosed {
                if breaker.close(at: now, random: random) { news.append(.broken) }
            }
        case .nothing:
            stop.endTrial(at: now)
            breaker.endTrial(at: now)
        }
        return news
    }
}
