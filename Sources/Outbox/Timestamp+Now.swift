import Glibc

extension Timestamp {
    /// The system's wall clock. It may be set forward or back at any time: measure pauses with a monotonic clock.
    public static var now: Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
