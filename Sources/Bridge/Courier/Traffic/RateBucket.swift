/// At most so many calls a second, evenly: a bucket that fills with the rate and holds a twentieth of a second of it, so that a late look
/// makes up for what it missed, and no more.
struct RateBucket: Sendable {
    /// Calls a second; nil for any number.
    let rate: Double?
    private var filled: Double
    private var filledAt = Duration.zero

    init(rate: Double?) {
        self.rate = rate
        filled = 1
    }

    /// How many may begin now.
    func available(at now: Duration) -> Int { rate == nil ? .max : Int(level(at: now)) }

    /// One begins.
    mutating func take(at now: Duration) {
        guard rate != nil else { return }
        filled = level(at: now) - 1
        filledAt = now
    }

    /// When the next may begin, if none may now.
    func next(after now: Duration) -> Duration? {
        guard let rate, available(at: now) < 1 else { return nil }
        return now + .seconds((1 - level(at: now)) / rate)
    }

    private func level(at now: Duration) -> Double {
        guard let rate else { return 1 }
        // Rounding must not keep back the one that is due.
        return min(max(1, rate / 20), filled + max(0, (now - filledAt) / .seconds(1)) * rate + 1e-9)
    }
}
