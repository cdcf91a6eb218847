/// The Retry-After field (RFC 9110, section 10.2.3): a number of seconds, or a date.
public enum RetryAfter {
    /// A day: who asks for more is asked again then.
    public static let longest = Duration.seconds(86_400)

    /// The pause that a value asks for, from `now` in seconds since 1970; zero for a date that has passed, nil for what is neither form,
    /// ``longest`` for more than that: a clock that is wrong, ours or the CRM's, must not put anything off for years.
    public static func pause(_ value: String, now: Int64) -> Duration? {
        if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let seconds = Int64(value), seconds < 1_000_000_000 else { return longest }
            return min(.seconds(seconds), longest)
        }
        return HTTPDate.seconds(value, now: now).map { min(.seconds(max(0, $0 - now)), longest) }
    }
}
