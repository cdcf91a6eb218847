/// Remembers which of a bounded number of keys were used, each until a moment of its own: eight to a group, which is one line of the processor's
/// memory, for a look at what was never seen before has to fetch it from afar. A new key takes the place of what ends first.
struct MarkTable: Sendable {
    /// 40 bits of a key above 24 of its end; 0 for none.
    private var marks: [UInt64] = []
    private let groups: UInt64
    /// The moment from which ends are counted.
    private var start: Int64 = 0

    private static let ways = 8
    private static let endBits: UInt64 = 24
    /// Ends are counted in steps of 4,096 ms, rounded up: two years of them.
    private static let step: Int64 = 4096

    /// A table of so many keys, a power of two; it takes its memory with the first of them.
    init(capacity: Int) {
        precondition(capacity >= Self.ways && capacity.nonzeroBitCount == 1, "a capacity is a power of two")
        groups = UInt64(capacity / Self.ways)
    }

    /// How many bytes it takes.
    var size: Int { marks.count * MemoryLayout<UInt64>.stride }

    /// Marks a key until a moment; false where it is marked already. Moments are milliseconds.
    mutating func mark(_ key: UInt64, until: Int64, at now: Int64) -> Bool {
        // Once a year all is forgotten, and the steps are counted anew.
        if marks.isEmpty || steps(now) > Self.endMask / 2 {
            marks = Array(repeating: 0, count: Int(groups) * Self.ways)
            start = now - Self.step
        }
        let (first, tag) = place(of: key)
        let present = steps(now)
        var oldest = first
        for index in first..<first + Self.ways {
            let end = marks[index] & Self.endMask
            if marks[index] &>> Self.endBits == tag, end > present { return false }
            if end < marks[oldest] & Self.endMask { oldest = index }
        }
        marks[oldest] = tag &<< Self.endBits | max(steps(until + Self.step - 1), present + 1)
        return true
    }

    /// Takes a key for one that was never used.
    mutating func forget(_ key: UInt64) {
        guard !marks.isEmpty else { return }
        let (first, tag) = place(of: key)
        for index in first..<first + Self.ways where marks[index] &>> Self.endBits == tag { marks[index] = 0 }
    }

    private static let endMask: UInt64 = 1 &<< endBits &- 1

    private func place(of key: UInt64) -> (first: Int, tag: UInt64) {
        (Int(key & (groups &- 1)) * Self.ways, key &>> Self.endBits | 1)
    }

    private func steps(_ moment: Int64) -> UInt64 {
        UInt64(clamping: min((moment - start) / Self.step, Int64(Self.endMask)))
    }
}
