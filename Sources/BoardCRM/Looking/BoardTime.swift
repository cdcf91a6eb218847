/// What was learnt of a board's time from something that it made.
public struct BoardTime: Sendable, Hashable {
    /// What to add to UTC for the board's time, in seconds: its zone and its clock's error together.
    public let offset: Int64
    /// When that was learnt, by the clock here, in seconds since 1970.
    public let learntAt: Int64
    /// By how many seconds it may be wrong, since nobody knows when in a call its deal is made.
    public let vagueness: Int64

    /// What was learnt at a moment.
    public init(offset: Int64, learntAt: Int64, vagueness: Int64 = 0) {
        self.offset = offset
        self.learntAt = learntAt
        self.vagueness = vagueness
    }

    /// Whether some zone may have gone to summer time, or come back, between two moments in seconds since 1970: they all do so at a full
    /// hour or half of one.
    public static func mayChange(between one: Int64, and other: Int64) -> Bool {
        min(one, other).halfHours != max(one, other).halfHours
    }
}

extension BoardTime {
    /// As it is kept: three numbers with blanks between.
    public var text: String { "\(offset) \(learntAt) \(vagueness)" }

    /// Reads ``text``; nil for anything else.
    public init?(text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 3, abs(numbers[0]) <= 26 * 3600, numbers[2] >= 0 else { return nil }
        self.init(offset: numbers[0], learntAt: numbers[1], vagueness: numbers[2])
    }
}

extension Int64 {
    fileprivate var halfHours: Int64 { self / 1800 - (self % 1800 < 0 ? 1 : 0) }
}
