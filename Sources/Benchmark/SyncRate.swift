/// How fast a disk takes small appends, each made lasting before the next: what no store that syncs each commit alone can beat.
public struct SyncRate: Sendable {
    /// The size of one append in bytes: a page of the store.
    public static let size = 8192
    /// Where the file is emptied, so that a fast disk is not filled.
    private static let longest = 64 << 20

    /// Whether the folder is kept in memory, where a sync is worth nothing.
    public let isInMemory: Bool
    /// How long it took, in seconds.
    public let seconds: Double
    /// What it used of the processors, in seconds.
    public let processorSeconds: Double
    /// How long append and sync took together.
    public let latency: LatencyHistogram

    /// Appends and syncs a second.
    public var perSecond: Double { Double(latency.count) / seconds }

    /// Processor seconds for 10,000 appends and syncs.
    public var processorSecondsPer10000: Double { processorSeconds / Double(latency.count) * 10_000 }

    /// Appends a page and syncs it (fdatasync), one after the other for `duration`, in a file of its own in `folder`.
    public static func measure(in folder: String, for duration: Duration, pulse: Pulse) async throws(BenchmarkError)
        -> SyncRate
    {
        try await BenchmarkThread.run { () throws(BenchmarkError) in
            let path = folder + "/sync-rate"
            let file = try System.create(path)
            defer {
                System.close(file)
                System.remove(path)
            }
            let page = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            var latency = LatencyHistogram()
            var offset = 0
            let used = System.threadTime()
            let began = System.now()
            var before = began
            let end = began + duration.wholeNanoseconds
            while before < end {
                try pulse.check()
                try System.write(file, page, at: offset)
                try System.sync(file)
                let now = System.now()
                latency.record(now - before)
                pulse.done = latency.count
                before = now
                offset += size
                if offset == longest {
                    offset = 0
                    try System.empty(file)
                    before = System.now()
                }
            }
            return SyncRate(
                isInMemory: System.isInMemory(folder), seconds: Double(before - began) / 1e9,
                processorSeconds: Double(System.threadTime() - used) / 1e9, latency: latency)
        }
    }
}
