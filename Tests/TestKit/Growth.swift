import Glibc

/// How the cost of work grows with what it is given.
public enum Growth {
    /// How many times as long four times as much takes: about 4 for linear work, 16 for quadratic.
    ///
    /// Counted is the thread's own time on the processor, so that a busy machine changes little; the least of some runs counts, and as
    /// long as the result is above `limit` a few more are tried.
    public static func ratio(
        limit: Double = 8, of size: Int = 1 << 18, _ make: (Int) -> [UInt8], _ work: ([UInt8]) -> Void
    ) -> Double {
        let (small, large) = (make(size), make(size * 4))
        var (least, leastOfFour) = (Duration.seconds(3600), Duration.seconds(3600))
        // Below a tenth of a millisecond the clock and the first touch of memory are all there is.
        let floor = Duration.microseconds(100)
        for round in 0..<12 {
            least = min(least, max(floor, time { work(small) }))
            leastOfFour = min(leastOfFour, max(floor, time { work(large) }))
            if round > 0, leastOfFour / least < limit { break }
        }
        return leastOfFour / least
    }

    private static func time(_ work: () -> Void) -> Duration {
        let start = processorTime
        work()
        return processorTime - start
    }

    private static var processorTime: Duration {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
