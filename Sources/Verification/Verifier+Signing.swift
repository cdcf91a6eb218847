public import Crypto
internal import Wire

/// What makes a post pass: the sender's part, for trying a form before the sender is there.
extension Verifier {
    /// A post's own share of its proof.
    public struct Signed: Sendable {
        /// Header fields to be sent with it.
        public var fields: [(name: String, value: String)] = []
        /// The content, where that is what is signed; else as it was given.
        public var content: [UInt8]
        /// The content's type, where that is said by what is signed.
        public var contentType: String?
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

    /// Signs content as the form's sender would, by the first of its secrets, or by a private key where it signs by a pair.
    /// - Parameters:
    ///   - url: the address that the sender posts to, as the outside writes it.
    ///   - now: milliseconds since 1970.
    ///   - id: the event's.
    public func sign(
        _ content: [UInt8], url: String, now: Int64, id: String, privateKey: PrivateKey? = nil
    ) throws(Unsignable) -> Signed {
        var signed = Signed(content: content)
        switch proof {
        case .address: break
        case .signature(let scheme):
            let maker = try maker(scheme.algorithm == .ed25519 ? .ed25519 : nil, privateKey)
            signed.fields = scheme.sign(content, by: maker, url: url, now: now, id: id)
        case .token(let scheme):
            let maker = try maker(scheme.algorithm == .rs256 ? .rsa : nil, privateKey)
            switch scheme.place {
            case .header(let name, let claim):
                signed.fields = [(name, scheme.token(of: scheme.claims(content, claim), by: maker))]
            case .content:
                guard content.first == UInt8(ascii: "{") else {
                    throw Unsignable(
                        description: "what is posted is a token: give its claims as JSON, and it is made of them")
                }
                signed.content = Array(scheme.token(of: content, by: maker).utf8)
                signed.contentType = "text/plain"
            }
        case .header(let name, let prefix): signed.fields = [(name, prefix + (try secret))]
        case .bearer: signed.fields = [("Authorization", "Bearer " + (try secret))]
        case .basic(let user):
            let credentials = "\(user):" + (try secret)
            signed.fields = [("Authorization", "Basic " + TextEncoding.base64.encode(Array(credentials.utf8)))]
        case .path: signed.path = "/" + (try secret)
        case .field(let name):
            guard content.contains(Array(try secret.utf8)) else {
                throw Unsignable(description: "its secret stands in what is posted, and \(name) does not have it there")
            }
        }
        return signed
    }

    /// The first secret's letters.
    private var secret: String {
        get throws(Unsignable) {
            guard let secret = keys.secrets.first else { throw Unsignable(description: "the form has no secret") }
            return String(decoding: secret.bytes, as: UTF8.self)
        }
    }

    /// What makes a signature: a key of a pair of that kind, or else the first secret.
    private func maker(_ kind: PublicKey.Kind?, _ privateKey: PrivateKey?) throws(Unsignable) -> SignatureMaker {
        guard let kind else {
            guard let secret = keys.secrets.first else { throw Unsignable(description: "the form has no secret") }
            return .secret(secret)
        }
        guard let privateKey else {
            throw Unsignable(
                description:
                    "only who has the private key to the form's public_key can sign; make a pair of your own, write its "
                    + "public key into the form for the time being, and say --private-key FILE")
        }
        guard privateKey.kind == kind else {
            throw Unsignable(description: "the private key is no \(kind == .rsa ? "RSA" : "Ed25519") key")
        }
        return .key(privateKey)
    }
}

/// What a sender's signature is made with here.
private enum SignatureMaker {
    case secret(SharedSecret)
    case key(PrivateKey)

    func signature(of bytes: [UInt8], _ digest: Digest) -> [UInt8] {
        switch self {
        case .secret(let secret): digest.authenticationCode(of: bytes, key: secret.bytes)
        case .key(let key): key.signature(of: bytes)
        }
    }
}

extension SignatureScheme {
    fileprivate func sign(
        _ content: [UInt8], by maker: SignatureMaker, url: String, now: Int64, id: String
    ) -> [(name: String, value: String)] {
        let time = Array(String(timeUnit == .s ? now / 1000 : now).utf8)
        let post = IncomingPost(header: { _ in [] }, content: content[...], url: url, now: now)
        guard let bytes = signed.bytes(of: post, time: time[...], id: Array(id.utf8)[...]) else { return [] }
        let own = (prefixes.first ?? "") + encoding.encode(maker.signature(of: bytes, algorithm.digest ?? .sha256))
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
    /// The claims of a token that goes beside the content.
    fileprivate func claims(_ content: [UInt8], _ digestClaim: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if let issuer {
            writer.key("iss")
            writer.string(issuer)
        }
        writer.key(digestClaim)
        writer.string(TextEncoding.hex.encode(Digest.sha256.of(content)))
        writer.endObject()
        return writer.bytes
    }

    fileprivate func token(of claims: [UInt8], by maker: SignatureMaker) -> String {
        let head = TextEncoding.base64url.encode(Array(#"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#.utf8))
        let signed = head + "." + TextEncoding.base64url.encode(claims)
        return signed + "." + TextEncoding.base64url.encode(maker.signature(of: Array(signed.utf8), .sha256))
    }
}
