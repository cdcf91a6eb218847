internal import CCrypto

/// A key that makes signatures: for trying out what a ``PublicKey`` checks.
///
/// `@unchecked Sendable` because the key is made once and only read, which libcrypto lets any number of threads do.
@safe
public final class PrivateKey: @unchecked Sendable {
    /// What its signatures are.
    public let kind: PublicKey.Kind
    private let key: OpaquePointer

    /// An Ed25519 key, or an RSA key of at least 2048 bits, in PEM (`BEGIN PRIVATE KEY`) without a password; nil for anything else.
    public init?(pem: String) {
        guard pem.utf8.count < 1 << 16 else { return nil }
        // because libcrypto reads the text before it returns.
        let read = unsafe pem.withCString { unsafe bb_private($0, Int32(pem.utf8.count)) }
        guard let key = unsafe read else { return nil }
        unsafe self.key = key
        kind = unsafe bb_is_rsa(key) == 1 ? .rsa : .ed25519
    }

    deinit {
        // because the handle is libcrypto's, and no one else has it.
        unsafe EVP_PKEY_free(key)
    }

    /// Its signature of these bytes.
    public func signature(of bytes: [UInt8]) -> [UInt8] {
        let bits: Int32 = kind == .rsa ? 256 : 0
        let room = Int(unsafe bb_signature_size(key))
        return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
            // because libcrypto writes at most so much as the key's signatures have, and keeps nothing.
            let length = unsafe bytes.withUnsafeBufferPointer { data in
                unsafe bb_sign(key, bits, data.baseAddress, data.count, output.baseAddress, room)
            }
            precondition(length >= 0, "libcrypto cannot sign")
            count = Int(length)
        }
    }
}
