/// A way that is closed but for one call at a time, to try, with growing pauses between.
struct Trials: Sendable {
    /// The pause before the first trial; each further one is twice as long.
    let first: Duration
    /// The longest pause.
    let longest: Duration
    /// Whether the way is closed.
    private(set) var isClosed = false
    /// When the next trial may begin.
    private(set) var next = Duration.zero
    private var pause = Duration.zero
    private var isTrialUnderWay = false

    init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// How many calls may begin now; nil for any number.
    func allowance(at now: Duration) -> Int? {
        guard isClosed else { return nil }
        return !isTrialUnderWay && now >= next ? 1 : 0
    }

    /// A call begins.
    mutating func begin() { if isClosed { isTrialUnderWay = true } }

    /// Closes the way, or finds it closed still by a trial. Returns whether it was open.
    /// - Parameter random: from 0 up to but not including 1; between half a pause and a whole one is waited, so that several services do
    ///   not try together.
    mutating func close(at now: Duration, random: Double) -> Bool {
        let wasOpen = !isClosed
        // What began before the way was closed tells nothing new.
        guard wasOpen || isTrialUnderWay else { return false }
        pause = wasOpen ? first : min(longest, pause * 2)
        isClosed = true
        isTrialUnderWay = false
        next = now + pause * (0.5 + random / 2)
        return wasOpen
    }

    /// A trial ended and told nothing of what the way is closed for.
    mutating func endTrial(at now: Duration) {
        guard isClosed, isTrialUnderWay else { return }
        isTrialUnderWay = false
        next = now + pause
    }

    /// The next trial need not wait.
    mutating func hurry() { next = .zero }

    /// Opens the way. Returns whether it was closed.
    mutating func open() -> Bool {
        let wasClosed = isClosed
        self = Trials(first: first, longest: longest)
        return wasClosed
    }
}
