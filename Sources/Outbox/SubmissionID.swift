/// The name of a submission: a UUID of version 7 (RFC 9562, 5.7), whose order is the order of arrival.
///
/// `high` holds 48 bits of Unix milliseconds, the version and a 12-bit counter; no two submissions of one
/// store share it. `low` holds the variant and 62 random bits.
public struct SubmissionID: Sendable, Hashable {
    /// Milliseconds, version and counter: the half that is unique and ordered within a store.
    public let high: UInt64
    /// The variant and 62 random bits.
    public let low: UInt64

    /// The id with these two halves, or nil unless they carry version 7 and the variant of RFC 9562.
    public init?(high: UInt64, low: UInt64) {
        guard high >> 12 & 0xF == 7, low >> 62 == 0b10 else { return nil }
        self.high = high
        self.low = low
    }

    /// The id with a first half that is known to carry the version, and these random bits.
    init(marked high: UInt64, random: UInt64) {
        self.high = high
        low = random & (1 << 62 - 1) | 0b10 << 62
    }

    /// The moment in the id: of arrival, or a little later where many arrived in one millisecond.
    public var timestamp: Timestamp { Timestamp(milliseconds: Int64(high >> 16)) }
}

extension SubmissionID: Comparable {
    /// Whether the left one arrived earlier.
    public static func < (left: SubmissionID, right: SubmissionID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
