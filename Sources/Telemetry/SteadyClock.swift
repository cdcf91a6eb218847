internal import Glibc

/// Time that nobody sets, for what is measured and waited for.
public enum SteadyClock {
    /// Nanoseconds since some moment before the process began.
    public static func nanoseconds() -> Int64 {
        var time = timespec()
        // because clock_gettime fills the one value it is handed, for the length of the call.
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
