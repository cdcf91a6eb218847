internal import CCrypto

/// HMAC-SHA-256 (RFC 2104) under one key, for what is signed and checked with every post: its pads are hashed once, and a code takes no
/// memory. A tenth of what ``Digest`` takes for it.
public struct KeyedHash: Sendable {
    private let key: bb_hmac256_key

    /// Takes a key of 16 to 64 bytes.
    public init(key: [UInt8]) {
        precondition((16...64).contains(key.count), "a key of \(key.count) bytes is none")
        // because the key is copied before the call returns.
        self.key = unsafe key.withUnsafeBufferPointer { unsafe bb_hmac256_prepare($0.baseAddress, $0.count) }
    }

    /// The code of some bytes.
    public func code(of bytes: [UInt8]) -> Hash256 { code(of: bytes.span, bytes.span.extracting(0..<0)) }

    /// The code of two pieces, one behind the other.
    public func code(of bytes: Span<UInt8>, _ more: Span<UInt8>) -> Hash256 {
        // because libcrypto reads plain memory within the call.
        unsafe bytes.withUnsafeBufferPointer { data in
            unsafe more.withUnsafeBufferPointer { more in
                Hash256(unsafe bb_hmac256(key, data.baseAddress, data.count, more.baseAddress, more.count).words)
            }
        }
    }

    /// The SHA-256 of some bytes, without a key.
    public static func plain(_ bytes: [UInt8]) -> Hash256 { plain(bytes.span, bytes.span.extracting(0..<0)) }

    /// The SHA-256 of two pieces, one behind the other, without a key.
    public static func plain(_ bytes: Span<UInt8>, _ more: Span<UInt8>) -> Hash256 {
        // because libcrypto reads plain memory within the call.
        unsafe bytes.withUnsafeBufferPointer { data in
            unsafe more.withUnsafeBufferPointer { more in
                Hash256(unsafe bb_sha256(data.baseAddress, data.count, more.baseAddress, more.count).words)
            }
        }
    }
}
