internal import CCrypto

/// A digest of the SHA family (FIPS 180-4).
public enum Digest: String, Sendable, CaseIterable {
    /// For senders that know nothing better: as an HMAC it still stands, alone it does not.
    case sha1
    case sha256
    case sha512

    var bits: Int32 {
        switch self {
        case .sha1: 1
        case .sha256: 256
        case .sha512: 512
        }
    }

    /// How many bytes it has: 20, 32 or 64.
    public var size: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        case .sha512: 64
        }
    }

    /// The digest of some bytes.
    public func of(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        return unsafe Self.output { room in
            unsafe bytes.withUnsafeBufferPointer { data in
                // because an empty array may have no address, and libcrypto wants one of nothing too.
                unsafe bb_digest(bits, data.baseAddress, data.count, room)
            }
        }
    }

    /// The HMAC of some bytes (RFC 2104).
    public func authenticationCode(of bytes: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
        let bytes = Array(bytes)
        return unsafe Self.output { room in
            unsafe bytes.withUnsafeBufferPointer { data in
                // because HMAC() takes a null key for the one of the call before: an empty key has an address here.
                unsafe (key.isEmpty ? [0] : key).withUnsafeBufferPointer { held in
                    unsafe bb_hmac(bits, held.baseAddress, key.count, data.baseAddress, data.count, room)
                }
            }
        }
    }

    private static func output(_ fill: (UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8] {
        // because libcrypto writes into plain memory: 64 bytes are the longest digest's.
        unsafe [UInt8](unsafeUninitializedCapacity: 64) { room, count in
            let length = unsafe fill(room.baseAddress)
            precondition(length > 0, "libcrypto makes no digest: it has none of this kind, or no memory")
            count = Int(length)
        }
    }
}
