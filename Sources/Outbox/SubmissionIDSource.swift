import Synchronization

/// Makes submission ids that never repeat and always rise, from any number of threads without a lock.
///
/// Where the clock stands still, goes back, or 4,096 ids of one millisecond are used up, the source runs ahead
/// of the clock rather than repeat itself (RFC 9562, 6.2, method 1).
public final class SubmissionIDSource: Sendable {
    private let latest: Atomic<UInt64>
    private let clock: @Sendable () -> Timestamp
    private let random: @Sendable () -> UInt64

    /// A source whose ids all come after `previous`, the newest id of the store.
    /// - Parameters:
    ///   - previous: the newest id already given, by an earlier run too; nil for a new store.
    ///   - clock: the wall clock.
    ///   - random: 64 unpredictable bits at each call; ``KeyedRandom`` unless given.
    public init(
        after previous: SubmissionID? = nil,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now },
        random: (@Sendable () -> UInt64)? = nil
    ) {
        latest = Atomic(previous?.high ?? 0)
        self.clock = clock
        if let random {
            self.random = random
        } else {
            let numbers = KeyedRandom()
            self.random = { numbers.next() }
        }
    }

    /// The next id: greater than every id this source gave before.
    public func next() -> SubmissionID {
        // Before 1970 and after the year 6400 the key would not fit the store's positive 64-bit row id.
        let milliseconds = UInt64(min(max(clock().milliseconds, 0), 1 << 47 - 1))
        let fromClock = milliseconds << 16 | 0x7000
        var known = latest.load(ordering: .relaxed)
        while true {
            let next = fromClock > known ? fromClock : Self.successor(of: known)
            let outcome = latest.weakCompareExchange(expected: known, desired: next, ordering: .relaxed)
            if outcome.exchanged {
                return SubmissionID(marked: next, random: random())
            }
            known = outcome.original
        }
    }

    private static func successor(of high: UInt64) -> UInt64 {
        high & 0xFFF == 0xFFF ? (high >> 16 + 1) << 16 | 0x7000 : high + 1
    }
}
