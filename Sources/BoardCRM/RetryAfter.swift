/// The Retry-After field (RFC 9110, section 10.2.3): a number of seconds, or a date.
public enum RetryAfter {
    /// A day: who asks for more is asked again then.
    public static let longest = Duration.seconds(86_400)

    /// The pause that a value asks for, from `now` in seconds since 1970; zero for a date that has passed, ``longest`` at the most, nil for
    /// what is neither form.
    public static func pause(_ value: String, now: Int64) -> Duration? {
        if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int64(value).map { min(longest, .seconds($0)) } ?? longest
        }
        // A server whose clock is wrong, or our own, may name a day that is years away.
        return HTTPDate.seconds(value, now: now).map { min(longest, .seconds(max(0, $0 - now))) }
    }
}
