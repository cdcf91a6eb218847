internal import Crypto
internal import Wire

/// A proof of work as ALTCHA's widget asks for it and brings it (https://altcha.org/docs/server-integration): the browser looks for the
/// number behind a hash. Made and checked here, and nobody else is asked.
enum AltchaChallenge {
    static let field = "altcha"

    /// `{"algorithm":"SHA-256","challenge":…,"maxnumber":…,"salt":…,"signature":…}`
    ///
    /// - Parameter now: milliseconds since 1970.
    static func make(for form: String, _ settings: SpamSettings.Altcha, at now: Int64, _ memory: SpamMemory) -> [UInt8]
    {
        let expires = (now + settings.life.milliseconds) / 1000
        let chance = (0..<12).map { _ in UInt8.random(in: .min ... .max) }
        // It ends in a separator: without one the number's first digits could be taken into the last parameter, and a solution be used
        // again with another end (ALTCHA's security advisory of December 2025).
        let salt = HexadecimalText.of(chance) + Array("?expires=\(expires)&form=\(form)&".utf8)
        let number = Int.random(in: 0...settings.maxNumber)
        let challenge = HexadecimalText.of(KeyedHash.plain(salt + Array(String(number).utf8)).bytes)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("algorithm")
        writer.string("SHA-256")
        writer.key("challenge")
        writer.string(utf8: challenge[...])
        writer.key("maxnumber")
        writer.integer(settings.maxNumber)
        writer.key("salt")
        writer.string(utf8: salt[...])
        writer.key("signature")
        writer.string(utf8: HexadecimalText.of(memory.challengeKey.code(of: challenge).bytes)[...])
        writer.endObject()
        return writer.bytes
    }

    /// What came of a solution.
    enum Outcome {
        case solved(hash: UInt64, until: Int64)
        case expired
        case wrong
    }

    static func check(_ text: Span<UInt8>, for form: [UInt8], at now: Int64, _ memory: SpamMemory) -> Outcome {
        guard let solution = AltchaSolution(text) else { return .wrong }
        let bytes = solution.bytes.span
        let (salt, challenge) = (bytes.extracting(solution.salt), bytes.extracting(solution.challenge))
        let hash = KeyedHash.plain(salt, bytes.extracting(solution.number))
        guard salt.count > 0, salt[salt.count - 1] == UInt8(ascii: "&"), HexadecimalText.equals(challenge, hash.words),
            HexadecimalText.equals(
                bytes.extracting(solution.signature),
                memory.challengeKey.code(of: challenge, challenge.extracting(0..<0)).words)
        else { return .wrong }
        let (expires, name) = parameters(of: salt)
        // What is signed is ours: its end is no number that could overflow.
        guard let expires, isEqual(salt.extracting(name), form.span) else { return .wrong }
        guard expires * 1000 > now else { return .expired }
        return .solved(hash: SeededHash.of(hash.words.0), until: expires * 1000)
    }

    /// What stands behind the question mark of a salt: when it ends, in seconds since 1970, and where the form's name is.
    private static func parameters(of salt: Span<UInt8>) -> (expires: Int64?, form: Range<Int>) {
        var expires: Int64?
        var form = 0..<0
        var start = 0
        while start < salt.count, salt[start] != UInt8(ascii: "?") { start += 1 }
        start += 1
        var end = start
        while end < salt.count {
            if salt[end] == UInt8(ascii: "&") {
                if let value = value(of: Name.expires, in: salt, start..<end) {
                    expires = number(salt.extracting(value))
                } else if let value = value(of: Name.form, in: salt, start..<end) {
                    form = value
                }
                start = end + 1
            }
            end += 1
        }
        return (expires, form)
    }

    /// A number of 1 to 15 digits.
    private static func number(_ digits: Span<UInt8>) -> Int64? {
        guard (1...15).contains(digits.count) else { return nil }
        var number: Int64 = 0
        for index in digits.indices {
            guard digits[index] &- 0x30 < 10 else { return nil }
            number = number * 10 + Int64(digits[index] - 0x30)
        }
        return number
    }

    /// Where the value of a parameter is that begins with `name`.
    private static func value(of name: [UInt8], in salt: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard range.count >= name.count else { return nil }
        for offset in name.indices where salt[range.lowerBound + offset] != name[offset] { return nil }
        return range.lowerBound + name.count..<range.upperBound
    }

    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    private enum Name {
        static let expires = Array("expires=".utf8)
        static let form = Array("form=".utf8)
    }
}
