/// The Retry-After field (RFC 9110, section 10.2.3): a number of seconds, or a date.
public enum RetryAfter {
    /// The pause that a value asks for, from `now` in seconds since 1970; zero for a date that has passed, nil for what is neither form.
    public static func pause(_ value: String, now: Int64) -> Duration? {
        if (1...10).contains(value.utf8.count), value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int64(value).map { .seconds($0) }
        }
        return HTTPDate.seconds(value, now: now).map { .seconds(max(0, $0 - now)) }
    }
}
