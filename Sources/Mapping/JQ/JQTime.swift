/// How long jq may still work on a post, in microseconds of processor time: all rules and all parts of it together. The thread that maps
/// waits for jq, and others with it.
struct JQTime: Sendable {
    /// For a post.
    static let whole = 100_000
    /// For one run.
    static let run = 50_000
    /// With less no run is begun: the kernel's clock is no finer.
    private static let least = 1000

    private(set) var left = Self.whole

    /// How long a run may take; nil where no time is left for any.
    var allowance: Int? { left < Self.least ? nil : min(left, Self.run) }

    mutating func spend(_ time: Int) { left -= time }
}
