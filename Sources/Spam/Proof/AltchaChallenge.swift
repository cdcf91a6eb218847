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
        guard text.count <= longest, let json = Base64.standard.decode(text),
            let document = try? JSONDocument.parse(json),
            let algorithm = document.member(Name.algorithm, of: 0), document.equals(algorithm, Name.sha256),
            let challenge = string(Name.challenge, in: document), let salt = string(Name.salt, in: document),
            let signature = string(Name.signature, in: document), salt.last == UInt8(ascii: "&"),
            let number = document.member(Name.number, of: 0).flatMap({ document.int64(of: $0) }), number >= 0
        else { return .wrong }
        guard ConstantTime.equal(hexadecimal(memory.challengeKey.code(of: challenge)), signature),
            hexadecimal(KeyedHash.plain(salt + String(number).utf8)) == challenge,
            let mark = salt.firstIndex(of: UInt8(ascii: "?"))
        else { return .wrong }
        var expires: Int64?
        var isOurs = false
        for parameter in salt[(mark + 1)...].split(separator: UInt8(ascii: "&")) {
            if parameter.starts(with: Name.expires) {
                expires = Int64(String(decoding: parameter.dropFirst(Name.expires.count), as: UTF8.self))
            } else if parameter.starts(with: Name.form) {
                isOurs = parameter.dropFirst(Name.form.count).elementsEqual(form.utf8)
            }
        }
        // What is signed is ours: its end is no number that could overflow.
        guard let expires, isOurs else { return .wrong }
        guard expires * 1000 > now else { return .expired }
        return .solved(hash: SeededHash.of(challenge.span), until: expires * 1000)
    }

    private enum Name {
        static let algorithm = Array("algorithm".utf8)
        static let sha256 = Array("SHA-256".utf8)
        static let challenge = Array("challenge".utf8)
        static let salt = Array("salt".utf8)
        static let signature = Array("signature".utf8)
        static let number = Array("number".utf8)
        static let expires = Array("expires=".utf8)
        static let form = Array("form=".utf8)
    }

    private static func string(_ name: [UInt8], in document: JSONDocument) -> [UInt8]? {
        guard let node = document.member(name, of: 0), document.kind(of: node) == .string else { return nil }
        var bytes: [UInt8] = []
        document.appendString(of: node, to: &bytes)
        return bytes
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            let (high, low) = (byte >> 4, byte & 15)
            text.append(high < 10 ? 0x30 + high : 0x57 + high)
            text.append(low < 10 ? 0x30 + low : 0x57 + low)
        }
        return text
    }
}
