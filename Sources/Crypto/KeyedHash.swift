internal import CCrypto

/// HMAC-SHA-256 (RFC 2104) under one key, for what is signed and checked with every post: a tenth of what ``Digest`` takes for it.
public struct KeyedHash: Sendable {
    private let key: bb_hmac256_key

    /// Takes a key of 16 to 64 bytes.
    public init(key: [UInt8]) {
        precondition((16...64).contains(key.count), "a key of \(key.count) bytes is none")
        // because the key is copied before the call returns.
        self.key = unsafe key.withUnsafeBufferPointer { unsafe bb_hmac256_prepare($0.baseAddress, $0.count) }
    }

    /// The code of some bytes: 32 bytes.
    public func code(of bytes: [UInt8]) -> [UInt8] {
        // because libcrypto reads and writes plain memory within the call; 32 bytes are the code's.
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { room, count in
            unsafe bytes.withUnsafeBufferPointer { data in
                unsafe bb_hmac256(key, data.baseAddress, data.count, room.baseAddress)
            }
            count = 32
        }
    }

    /// The SHA-256 of some bytes, without a key: 32 bytes.
    public static func plain(_ bytes: [UInt8]) -> [UInt8] {
        // because libcrypto reads and writes plain memory within the call; 32 bytes are the digest's.
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { room, count in
            unsafe bytes.withUnsafeBufferPointer { data in
                unsafe bb_sha256(data.baseAddress, data.count, room.baseAddress)
            }
            count = 32
        }
    }
}
