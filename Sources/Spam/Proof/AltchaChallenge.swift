internal import Crypto
internal import Wire

/// A proof of work as ALTCHA's widget asks for it and brings it (https://altcha.org/docs/server-integration): the browser looks for the
/// number behind a hash. Made and checked here, and nobody else is asked.
enum AltchaChallenge {
    static let field = "altcha"
    /// The longest solution that is read, in bytes.
    private static let longest = 2048

    /// `{"algorithm":"SHA-256","challenge":…,"maxnumber":…,"salt":…,"signature":…}`
    ///
    /// - Parameter now: milliseconds since 1970.
    static func make(for form: String, _ settings: SpamSettings.Altcha, at now: Int64, _ memory: SpamMemory) -> [UInt8]
    {
        let expires = (now + settings.life.milliseconds) / 1000
        let chance = (0..<12).map { _ in UInt8.random(in: .min ... .max) }
        // It ends in a separator: without one the number's first digits could be taken into the last parameter, and a solution be used
        // again with another end (ALTCHA's security advisory of December 2025).
        let salt = hexadecimal(chance) + Array("?expires=\(expires)&form=\(form)&".utf8)
        let number = Int.random(in: 0...settings.maxNumber)
        let challenge = hexadecimal(KeyedHash.plain(salt + Array(String(number).utf8)))
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
        writer.string(utf8: hexadecimal(memory.challengeKey.code(of: challenge))[...])
        writer.endObject()
        return writer.bytes
    }

    /// What came of a solution.
    enum Outcome {
        case solved(hash: UInt64, until: Int64)
        case expired
        case wrong
    }

    static func check(_ text: Span<UInt8>, for form: String, at now: Int64, _ memory: SpamMemory) -> Outcome {
        guard text.count <= longest, let json = Base64.decode(text), let document = try? JSONDocument.parse(json),
            document.root["algorithm"]?.string == "SHA-256", let challenge = document.root["challenge"]?.string,
            let salt = document.root["salt"]?.string, let signature = document.root["signature"]?.string,
            let number = document.root["number"]?.int64, number >= 0
        else { return .wrong }
        let claimed = Array(challenge.utf8)
        let code = hexadecimal(memory.challengeKey.code(of: claimed))
        guard ConstantTime.equal(code, Array(signature.utf8)),
            hexadecimal(KeyedHash.plain(Array("\(salt)\(number)".utf8))) == claimed,
            salt.utf8.last == UInt8(ascii: "&"),
            let parameters = salt.split(separator: "?", maxSplits: 1).dropFirst().first
        else { return .wrong }
        var expires: Int64?
        var isOurs = false
        for parameter in parameters.split(separator: "&") {
            if parameter.hasPrefix("expires=") { expires = Int64(parameter.dropFirst(8)) }
            if parameter.hasPrefix("form=") { isOurs = parameter.dropFirst(5) == form }
        }
        guard let expires, isOurs else { return .wrong }
        guard expires * 1000 > now else { return .expired }
        return .solved(hash: SeededHash.of(claimed.span), until: expires * 1000)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
        return text
    }
}
