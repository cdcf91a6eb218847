/// A moment of the wall clock, in whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: Sendable, Hashable {
    /// Milliseconds since 1970 in UTC; below zero before it.
    public let milliseconds: Int64

    /// The moment this many milliseconds after 1970 began.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The moment `duration` after `moment`, cut to whole milliseconds and kept within 64 bits.
    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let whole = seconds.multipliedReportingOverflow(by: 1000)
        let added = whole.partialValue.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        let sum = moment.milliseconds.addingReportingOverflow(added.partialValue)
        guard !whole.overflow, !added.overflow, !sum.overflow else {
            return Timestamp(milliseconds: duration < .zero ? .min : .max)
        }
        return Timestamp(milliseconds: sum.partialValue)
    }

    /// The time from `earlier` to `later`; below zero where `later` is the earlier one.
    public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .milliseconds(later.milliseconds) - .milliseconds(earlier.milliseconds)
    }
}

extension Timestamp: Comparable {
    /// Whether the left one is earlier.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
