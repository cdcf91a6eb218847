/// Chance for the jitter of pauses, which needs no secrecy: without a call of the system for each number (SplitMix64).
struct Chances: Sendable {
    private var state = UInt64.random(in: .min ... .max)

    /// From 0 up to but not including 1.
    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return Double((value ^ value >> 31) >> 11) / Double(1 << 53)
    }
}
