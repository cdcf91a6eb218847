internal import Crypto
internal import Wire

/// A JSON Web Token (RFC 7519) that a sender signs its post by.
public struct TokenScheme: Sendable, Hashable {
    /// What the token is signed by: fixed here, whatever its own header says (RFC 8725, 3.1).
    public enum Algorithm: String, Sendable, CaseIterable {
        case hs256 = "HS256"
        case rs256 = "RS256"
    }

    /// Where the token stands.
    public enum Place: Sendable, Hashable {
        /// In a header, with the SHA-256 of the content, in hexadecimal digits, under this name in its claims.
        case header(String, digestClaim: String)
        /// It is all that was posted.
        case content
    }

    /// Where the token stands.
    public var place: Place
    /// What it is signed by.
    public var algorithm: Algorithm
    /// Who must have made it, by its `iss`; nil for anybody with the key.
    public var issuer: String?
    /// How far its times may be from now, in milliseconds.
    public var tolerance: Int64 = 300_000

    /// A token there, signed like this.
    public init(place: Place, algorithm: Algorithm) {
        self.place = place
        self.algorithm = algorithm
    }

    /// A longer token in a header is none.
    static let longestInHeader = 8192

    func check(_ post: IncomingPost, _ keys: Keys) throws(Refusal) {
        let what: String
        let token: ArraySlice<UInt8>
        switch place {
        case .header(let name, _):
            what = "the header \(name)"
            token = try post.only(name, limit: Self.longestInHeader)
        case .content:
            what = "the token that was posted"
            token = post.content
        }
        let claims = try claims(of: token, what, keys)
        try checkTimes(claims, what, now: post.now)
        if let issuer, claims["iss"]?.string != issuer { throw .malformed(what, "token of \(issuer)") }
        if case .header(_, let digestClaim) = place {
            let own = TextEncoding.hex.encode(Digest.sha256.of(post.content))
            let theirs = claims[digestClaim]?.string?.lowercased() ?? ""
            guard ConstantTime.equalTexts(own.utf8, theirs.utf8) else { throw .wrong("\(digestClaim) in \(what)") }
        }
    }

    private func claims(of token: ArraySlice<UInt8>, _ what: String, _ keys: Keys) throws(Refusal) -> JSONValue {
        let parts = token.split(
            separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Self.object(parts[0]),
            let signature = TextEncoding.base64url.decode(parts[2])
        else { throw .malformed(what, "JSON Web Token") }
        // A token that chooses how it is checked would be believed whatever it says.
        guard head["alg"]?.string == algorithm.rawValue, head["crit"] == nil else {
            throw .malformed(what, "token signed by \(algorithm.rawValue)")
        }
        let signed = Array(token[parts[0].startIndex..<parts[1].endIndex])
        var fits = false
        switch algorithm {
        case .hs256:
            for secret in keys.secrets
            where ConstantTime.equal(Digest.sha256.authenticationCode(of: signed, key: secret.bytes), signature) {
                fits = true
            }
        case .rs256:
            for key in keys.publicKeys where key.kind == .rsa && key.verifies(signature, of: signed) { fits = true }
        }
        guard fits else { throw .wrong(what, by: algorithm == .rs256 ? "public_key" : "secret") }
        guard let claims = Self.object(parts[1]) else { throw .malformed(what, "JSON Web Token") }
        return claims
    }

    /// `exp` and `nbf`, where they are there (RFC 7519, 4.1.4 and 4.1.5).
    private func checkTimes(_ claims: JSONValue, _ what: String, now: Int64) throws(Refusal) {
        for (name, isPast) in [("exp", true), ("nbf", false)] {
            guard let claim = claims[name] else { continue }
            // A fraction is cut off: a NumericDate may have one.
            guard let text = claim.numberText, let seconds = Int64(text.prefix { $0 != "." }),
                seconds.magnitude < 1 << 40
            else { throw .malformed(what, "token whose \(name) is a time") }
            let distance = isPast ? now - seconds * 1000 : seconds * 1000 - now
            guard distance <= tolerance else { throw .late("\(name) in \(what)") }
        }
    }

    /// The JSON object that a part holds.
    static func object(_ part: ArraySlice<UInt8>) -> JSONValue? {
        guard let bytes = TextEncoding.base64url.decode(part), let document = try? JSONDocument.parse(bytes),
            document.root.kind == .object
        else { return nil }
        return document.root
    }

    /// The claims of a token as JSON, unchecked: for reading what a checked post holds. nil for what is no token.
    public static func claims(in token: ArraySlice<UInt8>) -> [UInt8]? {
        let parts = token.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 3 ? TextEncoding.base64url.decode(parts[1]) : nil
    }
}
