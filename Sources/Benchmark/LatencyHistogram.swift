/// How long things took: counts in classes that are never wider than 1/64 of what they hold, so recording costs no memory.
public struct LatencyHistogram: Sendable {
    private var counts = [UInt64](repeating: 0, count: Self.index(of: .max) + 1)
    /// How many were recorded.
    public private(set) var count = 0
    /// The longest, in nanoseconds.
    public private(set) var longest: UInt64 = 0

    /// Nothing recorded.
    public init() {}

    /// Records one, in nanoseconds.
    public mutating func record(_ nanoseconds: UInt64) {
        counts[Self.index(of: nanoseconds)] += 1
        count += 1
        longest = max(longest, nanoseconds)
    }

    /// The time that `share` of all, from 0 to 1, took at the most, in nanoseconds: at most 1/64 too much. 0 when there is none.
    public func percentile(_ share: Double) -> UInt64 {
        let rank = max(1, UInt64((share * Double(count)).rounded(.up)))
        var seen: UInt64 = 0
        for (index, count) in counts.enumerated() {
            seen += count
            if seen >= rank { return min(Self.upperBound(of: index), longest) }
        }
        return longest
    }

    /// Below 128 each value has its class; above, each doubling has 64.
    static func index(of value: UInt64) -> Int {
        let shift = max(0, 57 - value.leadingZeroBitCount)
        return shift * 64 + Int(value >> UInt64(shift))
    }

    static func upperBound(of index: Int) -> UInt64 {
        let shift = max(0, index / 64 - 1)
        let first = UInt64(index - shift * 64) << UInt64(shift)
        return first + ((1 << UInt64(shift)) - 1)
    }
}
