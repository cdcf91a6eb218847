/// What a load generator found. Every answer was the right one: it throws otherwise.
public struct LoadOutcome: Sendable {
    /// All right answers, before, in and after the time that is counted.
    public var answers = 0
    /// The time that is counted, in seconds.
    public var seconds = 0.0
    /// How long each answer in that time took, from the request's sending.
    public var latency = LatencyHistogram()
    /// What everything but the load generator used of the processors in that time, in seconds.
    public var processorSeconds = 0.0
    /// What the load generator used.
    public var generatorSeconds = 0.0
    /// How long each of the store's synced commits in that time took.
    public var commits = LatencyHistogram()
    /// The memory resident at the end, in bytes, the load generator's included.
    public var memory = 0

    /// Right answers in the time that is counted.
    public var counted: Int { latency.count }
    /// Answers a second.
    public var perSecond: Double { Double(counted) / seconds }
    /// Processor seconds for 10,000 answers, without the load generator's.
    public var processorSecondsPer10000: Double { processorSeconds / Double(counted) * 10_000 }
    /// How busy the load generator's thread was, 0 to 1: near 1 it was the limit.
    public var generatorLoad: Double { generatorSeconds / seconds }
    /// Answers for each synced commit; nil when nothing was committed.
    public var perCommit: Double? { commits.count > 0 ? Double(counted) / Double(commits.count) : nil }
}
