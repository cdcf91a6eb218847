internal import CCrypto

/// Comparing secrets.
public enum ConstantTime {
    /// Whether both are the same bytes, in a time that does not depend on which of them differ. Their lengths are no secret.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                // because CRYPTO_memcmp takes addresses; both hold as many bytes.
                unsafe left.isEmpty || bb_equal(left.baseAddress, right.baseAddress, left.count) == 1
            }
        }
    }

    /// The same for texts whose lengths are not to be told either: their digests are compared.
    public static func equalTexts(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        equal(Digest.sha256.of(left), Digest.sha256.of(right))
    }
}
