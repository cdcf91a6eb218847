internal import Crypto
internal import Wire

/// The moment at which a form was shown, signed: 32 bytes, which are 43 characters of base64's URL alphabet.
///
/// 8 bytes of milliseconds since 1970, 8 of chance, so that no two are the same, and the first 16 of an HMAC over the form's name and
/// these. It is good for one form.
enum FormToken {
    static let field = "_token"

    static func make(for form: String, at now: Int64, _ memory: SpamMemory) -> [UInt8] {
        let content = bytes(UInt64(bitPattern: now)) + bytes(.random(in: .min ... .max))
        return Base64.url.encode(content + code(content, form, memory))
    }

    /// When it was made, and what marks it; nil for one that is not this server's, or not this form's.
    static func read(_ text: Span<UInt8>, for form: String, _ memory: SpamMemory) -> (madeAt: Int64, hash: UInt64)? {
        guard text.count == 43, let bytes = Base64.url.decode(text), bytes.count == 32 else { return nil }
        let content = Array(bytes[..<16])
        guard ConstantTime.equal(code(content, form, memory), Array(bytes[16...])) else { return nil }
        let madeAt = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (Int64(bitPattern: madeAt), SeededHash.of(content.span))
    }

    private static func code(_ content: [UInt8], _ form: String, _ memory: SpamMemory) -> [UInt8] {
        Array(memory.tokenKey.code(of: content + Array(form.utf8))[..<16])
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}
