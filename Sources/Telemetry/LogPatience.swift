/// How long a log's reader is waited for before lines are dropped: a tenth of each second, all waits together, so that one that reads slowly
/// does not make the service as slow as it is. Times in microseconds of a clock that never goes back.
struct LogPatience {
    private static let window: Int64 = 1_000_000
    private static let allowance: Int64 = 100_000

    /// Whether it was not reading when the log was last written to: it is not waited for again until it reads.
    var isStuck = false
    private var start = Int64.min
    private var rest: Int64 = 0

    /// What is left at this moment.
    mutating func left(at now: Int64) -> Int64 {
        if isStuck { return 0 }
        if start == .min || now - start >= Self.window { (start, rest) = (now, Self.allowance) }
        return rest
    }

    /// So much was waited.
    mutating func spend(_ waited: Int64) { rest -= waited }
}
