internal import Crypto
internal import Wire

/// What makes a post pass: the sender's part, for trying a form before the sender is there.
extension Verifier {
    /// A post's own share of its proof.
    public struct Signed: Sendable {
        /// Header fields to be sent with it.
        public var fields: [(name: String, value: String)] = []
        /// The content, where that is what is signed; else as it was given.
        public var content: [UInt8]
        /// What stands behind the form's address.
        public var path = ""

        /// Content without any proof.
        public init(content: [UInt8]) { self.content = content }
    }

    /// Why a post cannot be signed here.
    public struct Unsignable: Error, CustomStringConvertible {
        /// In words for who tries it.
        public let description: String
    }

    /// Signs content as the form's sender would, by the first of its secrets.
    /// - Parameters:
    ///   - url: the address that the sender posts to, as the outside writes it.
    ///   - now: milliseconds since 1970.
    ///   - id: the event's.
    public func sign(_ content: [UInt8], url: String, now: Int64, id: String) throws(Unsignable) -> Signed {
        var signed = Signed(content: content)
        if case .address = proof { return signed }
        guard let secret = keys.secrets.first else {
            throw Unsignable(
                description: keys.publicKeys.isEmpty
                    ? "the form has no secret" : "only who has the private key to the form's public_key can sign")
        }
        let text = String(decoding: secret.bytes, as: UTF8.self)
        switch proof {
        case .signature(let scheme): signed.fields = try scheme.sign(content, by: secret, url: url, now: now, id: id)
        case .token(let scheme):
            guard case .header(let name, let claim) = scheme.place else {
                throw Unsignable(description: "the content itself is the sender's token")
            }
            signed.fields = [(name, scheme.token(over: content, digestClaim: claim, by: secret))]
        case .header(let name, let prefix): signed.fields = [(name, prefix + text)]
        case .bearer: signed.fields = [("Authorization", "Bearer " + text)]
        case .basic(let user):
            signed.fields = [("Authorization", "Basic " + TextEncoding.base64.encode(Array("\(user):\(text)".utf8)))]
        case .path: signed.path = "/" + text
        case .field, .address: break
        }
        return signed
    }
}

extension SignatureScheme {
    fileprivate func sign(
        _ content: [UInt8], by secret: SharedSecret, url: String, now: Int64, id: String
    ) throws(Verifier.Unsignable) -> [(name: String, value: String)] {
        guard let digest = algorithm.digest else {
            throw Verifier.Unsignable(description: "only who has the private key to the form's public_key can sign")
        }
        let time = Array(String(timeUnit == .s ? now / 1000 : now).utf8)
        let post = IncomingPost(header: { _ in [] }, content: content[...], url: url, now: now)
        guard let bytes = signed.bytes(of: post, time: time[...], id: Array(id.utf8)[...]) else { return [] }
        let own = (prefixes.first ?? "") + encoding.encode(digest.authenticationCode(of: bytes, key: secret.bytes))
        var fields: [(name: String, value: String)] = []
        if let idHeader { fields.append((idHeader, id)) }
        let timeText = String(decoding: time, as: UTF8.self)
        switch self.time {
        case .header(let name): fields.append((name, timeText))
        case .element(let prefix):
            let mark = separator == .space ? " " : ","
            return fields + [(header, prefix + timeText + mark + own)]
        case nil: break
        }
        return fields + [(header, own)]
    }
}

extension TokenScheme {
    fileprivate func token(over content: [UInt8], digestClaim: String, by secret: SharedSecret) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        if let issuer {
            writer.key("iss")
            writer.string(issuer)
        }
        writer.key(digestClaim)
        writer.string(TextEncoding.hex.encode(Digest.sha256.of(content)))
        writer.endObject()
        let head = TextEncoding.base64url.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let signed = head + "." + TextEncoding.base64url.encode(writer.bytes)
        let code = Digest.sha256.authenticationCode(of: signed.utf8, key: secret.bytes)
        return signed + "." + TextEncoding.base64url.encode(code)
    }
}
