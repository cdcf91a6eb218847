internal import CCrypto

/// A key that checks signatures and makes none.
///
/// `@unchecked Sendable` because the key is made once and only read, which libcrypto lets any number of threads do.
@safe
public final class PublicKey: @unchecked Sendable {
    /// What its signatures are.
    public enum Kind: Sendable {
        /// Ed25519 (RFC 8032).
        case ed25519
        /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2; `RS256` of RFC 7518).
        case rsa
    }

    /// What its signatures are.
    public let kind: Kind
    private let key: OpaquePointer

    private init?(_ kind: Kind, _ key: OpaquePointer?) {
        guard let key = unsafe key else { return nil }
        self.kind = kind
        unsafe self.key = key
    }

    deinit {
        // because the handle is libcrypto's, and no one else has it.
        unsafe EVP_PKEY_free(key)
    }

    /// An Ed25519 key by its 32 bytes; nil for what is none.
    public convenience init?(ed25519 bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        // because libcrypto copies the bytes before it returns.
        unsafe self.init(.ed25519, bytes.withUnsafeBufferPointer { unsafe bb_ed25519($0.baseAddress, $0.count) })
    }

    /// An RSA key of at least 2048 bits, in PEM (`BEGIN PUBLIC KEY`); nil for anything else.
    public convenience init?(rsa pem: String) {
        guard pem.utf8.count < 1 << 16 else { return nil }
        // because libcrypto reads the text before it returns.
        unsafe self.init(.rsa, pem.withCString { unsafe bb_rsa($0, Int32(pem.utf8.count)) })
    }

    /// Whether `signature` is the key's for these bytes.
    public func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        let bits: Int32 = kind == .rsa ? 256 : 0
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe bytes.withUnsafeBufferPointer { data in
                // because libcrypto reads both within the call and keeps neither.
                unsafe bb_verify(key, bits, signature.baseAddress, signature.count, data.baseAddress, data.count) == 1
            }
        }
    }
}
