internal import CCrypto

/// The SHA-256 of what comes in pieces.
public struct RunningDigest: Sendable {
    private var running = bb_sha256_begin()

    /// Of nothing yet.
    public init() {}

    /// Adds what comes next.
    public mutating func add(_ bytes: Span<UInt8>) {
        // because libcrypto reads plain memory within the call, and keeps none of it.
        unsafe bytes.withUnsafeBufferPointer { data in
            if !data.isEmpty { unsafe bb_sha256_add(&running, data.baseAddress, data.count) }
        }
    }

    /// The digest of all of it: 32 bytes.
    public consuming func finish() -> [UInt8] {
        // because libcrypto writes plain memory within the call; 32 bytes are the digest's.
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { room, count in
            unsafe bb_sha256_end(&running, room.baseAddress)
            count = 32
        }
    }
}
