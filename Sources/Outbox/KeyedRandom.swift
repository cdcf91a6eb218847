internal import Synchronization

/// Unpredictable 64-bit numbers without a system call each: SipHash over a counter, keyed from the system's randomness once.
///
/// Good for the random half of an id, which must not be guessed from other ids; no source of keys.
public final class KeyedRandom: Sendable {
    private let keys: (UInt64, UInt64)
    private let counter = Atomic<UInt64>(0)

    /// A sequence of its own, whose key nobody knows.
    public init() {
        keys = (.random(in: .min ... .max), .random(in: .min ... .max))
    }

    /// The next number, from any thread.
    public func next() -> UInt64 {
        var hasher = Hasher()
        hasher.combine(keys.0)
        hasher.combine(keys.1)
        hasher.combine(counter.wrappingAdd(1, ordering: .relaxed).newValue)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
