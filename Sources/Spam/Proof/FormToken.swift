internal import Crypto
internal import Wire

/// The moment at which a form was shown, signed: 32 bytes, which are 43 characters of base64's URL alphabet.
///
/// 8 bytes of milliseconds since 1970, 8 of chance, so that no two are the same, and the first 16 of an HMAC over these and the form's
/// name. It is good for one form.
enum FormToken {
    static let field = "_token"

    static func make(for form: [UInt8], at now: Int64, _ memory: SpamMemory) -> [UInt8] {
        let content = bytes(UInt64(bitPattern: now)) + bytes(.random(in: .min ... .max))
        let code = memory.tokenKey.code(of: content.span, form.span)
        return Base64.url.encode(content + bytes(code.words.0) + bytes(code.words.1))
    }

    /// When it was made, and what marks it; nil for one that is not this server's, or not this form's.
    static func read(
        _ text: Span<UInt8>, for form: [UInt8], _ memory: SpamMemory
    ) -> (madeAt: Int64, hash: UInt64)? {
        guard text.count == 43, let decoded = Base64.url.decode(text), decoded.count == 32 else { return nil }
        let bytes = decoded.span
        let code = memory.tokenKey.code(of: bytes.extracting(0..<16), form.span)
        guard code.begins(number(bytes, at: 16), number(bytes, at: 24)) else { return nil }
        return (Int64(bitPattern: number(bytes, at: 0)), SeededHash.of(number(bytes, at: 8)))
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    /// Eight bytes, the first of them highest.
    private static func number(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
        var number: UInt64 = 0
        for index in place..<place + 8 { number = number &<< 8 | UInt64(bytes[index]) }
        return number
    }
}
