/// Remembers something of a bounded number of keys, each until a moment of its own. A new key takes the place, in a group of eight, of what
/// ends first: whoever fills the table makes it forget, and never grow.
struct BoundedTable: Sendable {
    struct Slot {
        var key: UInt64 = 0
        /// Until when it counts; what is past is as good as empty.
        var until = Int64.min
        var value: UInt64 = 0
    }

    /// How many keys it holds at most: 1.5 MiB.
    static let standardCapacity = 1 << 16
    private static let ways = 8

    private var slots: [Slot] = []
    private let groups: UInt64

    /// A table of so many keys, a power of two; it takes its memory with the first of them.
    init(capacity: Int = standardCapacity) {
        precondition(capacity >= Self.ways && capacity.nonzeroBitCount == 1, "a capacity is a power of two")
        groups = UInt64(capacity / Self.ways)
    }

    /// How many bytes it takes.
    var size: Int { slots.count * MemoryLayout<Slot>.stride }

    /// Lets `body` change what is kept of a key; `body` is given an empty slot for one that is not known, or whose time is over.
    mutating func change<Result>(_ key: UInt64, at now: Int64, _ body: (inout Slot) -> Result) -> Result {
        if slots.isEmpty { slots = Array(repeating: Slot(), count: Int(groups) * Self.ways) }
        let start = Int(key & (groups &- 1)) * Self.ways
        var place = start
        for index in start..<start + Self.ways {
            if slots[index].key == key {
                place = index
                break
            }
            if slots[index].until < slots[place].until { place = index }
        }
        if slots[place].key != key || slots[place].until <= now { slots[place] = Slot(key: key) }
        return body(&slots[place])
    }
}
