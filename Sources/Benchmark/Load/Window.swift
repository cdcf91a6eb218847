/// The time that is counted: a value that is told of each answer's moment and says what it is to the measurement.
struct Window: Sendable {
    enum Place: Equatable {
        /// It came before the counted time.
        case before
        /// It is the first one after the beginning's end: the counted time starts with it.
        case start
        case within
        /// It is the first one past the end.
        case end
        case after
    }

    private let length: LoadPlan.Length
    private var start: UInt64 = 0
    private var duration: UInt64 = 0
    private var end: UInt64 = .max
    private var isOpen = false
    /// Whether the counted time has ended.
    private(set) var isOver = false

    init(_ length: LoadPlan.Length) { self.length = length }

    /// Whether all answers count, from the first on.
    var countsFromTheStart: Bool { if case .requests = length { true } else { false } }

    /// The first request is about to be sent.
    mutating func begin(at now: UInt64) {
        switch length {
        case .requests: isOpen = true
        case .time(let duration, let warmUp):
            start = now + warmUp.wholeNanoseconds
            self.duration = duration.wholeNanoseconds
        }
    }

    /// Whether a request may be sent as the `number`th.
    func allows(_ number: Int) -> Bool {
        switch length {
        case .requests(let count): number <= count
        case .time: !isOver
        }
    }

    mutating func place(of moment: UInt64) -> Place {
        if isOver { return .after }
        if !isOpen {
            guard moment >= start else { return .before }
            isOpen = true
            end = moment + duration
            return .start
        }
        guard moment > end else { return .within }
        isOver = true
        return .end
    }
}
