internal import Crypto
public import Listener

/// Tells a form's sender from anybody else, by the raw bytes of a post. Pure: the same post at the same time has the same answer.
public struct Verifier: Sendable {
    /// What a sender shows.
    public enum Proof: Sendable, Hashable {
        /// A signature of what it posts.
        case signature(SignatureScheme)
        /// A token that says what it posts.
        case token(TokenScheme)
        /// The secret in a header, behind a prefix if there is one.
        case header(String, prefix: String)
        /// The secret as `Authorization: Bearer …` (RFC 6750).
        case bearer
        /// A user's name with the secret as its password (RFC 7617).
        case basic(user: String)
        /// The secret as the last part of the path.
        case path
        /// The secret as a value in the content, under this name.
        case field(String)
        /// Nothing but where it comes from.
        case address
    }

    /// What its sender shows.
    public let proof: Proof
    /// What that is held against.
    public let keys: Keys
    /// Where it may come from; nil for anywhere.
    public let networks: [TrustedProxies.Network]?
    /// How its secrets were written.
    public var secretForm = SecretForm.text

    /// A verifier of these parts. One that has nothing to hold a post against refuses every post.
    public init(proof: Proof, keys: Keys = Keys(), networks: [TrustedProxies.Network]? = nil) {
        self.proof = proof
        self.keys = keys
        self.networks = networks
    }

    /// The header that the secret itself stands in, in lower case; nil where it stands in none.
    public var secretHeader: String? {
        switch proof {
        case .header(let name, _): name.lowercased()
        case .bearer, .basic: "authorization"
        case .signature, .token, .path, .field, .address: nil
        }
    }

    /// The header that the sender proves itself by, in lower case; nil where none does.
    public var provingHeader: String? {
        switch proof {
        case .signature(let scheme): scheme.header.lowercased()
        case .token(let scheme): if case .header(let name, _) = scheme.place { name.lowercased() } else { nil }
        case .header, .bearer, .basic, .path, .field, .address: secretHeader
        }
    }

    /// What a 401 names as the way in: the scheme of the header that it is asked for in, or a word for all else.
    public var challenge: String {
        switch proof {
        case .bearer: "Bearer"
        case .basic: "Basic realm=\"form\""
        case .signature, .token, .header, .path, .field, .address: "Signature"
        }
    }

    /// Refuses a post that is not its sender's.
    public func check(_ post: IncomingPost) throws(Refusal) {
        try checkHead(post)
        switch proof {
        case .signature(let scheme): try scheme.check(post, keys)
        case .token(let scheme): try scheme.check(post, keys)
        case .field(let name): try checkField(name, post)
        case .header, .bearer, .basic, .path, .address: break
        }
    }

    /// Refuses what can be told before the content is there.
    public func checkHead(_ post: IncomingPost) throws(Refusal) {
        if let networks {
            guard let address = IPAddress(post.clientAddress), networks.contains(where: { $0.contains(address) }) else {
                throw .address
            }
        }
        if case .address = proof {
            guard networks != nil else { throw .address }
            return
        }
        guard !keys.isEmpty else { throw .noSecret }
        switch proof {
        case .signature(let scheme): _ = try post.only(scheme.header)
        case .token(let scheme):
            if case .header(let name, _) = scheme.place { _ = try post.only(name, limit: TokenScheme.longestInHeader) }
        case .header(let name, let prefix):
            let value = try post.only(name)
            guard value.starts(with: prefix.utf8) else {
                throw .malformed("the header \(name)", "text behind \(prefix)")
            }
            try checkSecret(value.dropFirst(prefix.utf8.count), "the header \(name)")
        case .bearer: try checkSecret(try credentials(post, scheme: "bearer"), "the token in the header Authorization")
        case .basic(let user):
            let credentials = try credentials(post, scheme: "basic")
            guard let text = TextEncoding.base64.decode(credentials) else {
                throw .malformed("the header Authorization", "name and password in base64")
            }
            var fits = false
            for secret in keys.secrets where ConstantTime.equalTexts(Array((user + ":").utf8) + secret.bytes, text) {
                fits = true
            }
            guard fits else { throw .wrongSecret("what the header Authorization holds") }
        case .path:
            guard let token = post.pathToken, !token.isEmpty else {
                throw .missing("the token behind the form's address")
            }
            try checkSecret(token, "the token behind the form's address")
        case .field, .address: break
        }
    }

    private func checkField(_ name: String, _ post: IncomingPost) throws(Refusal) {
        let values = post.value(name)
        guard let value = values.first else { throw .missing("the field \(name)") }
        guard values.count == 1 else { throw .repeated("the field \(name)") }
        try checkSecret(value, "the field \(name)")
    }

    private func checkSecret(_ candidate: ArraySlice<UInt8>, _ what: String) throws(Refusal) {
        guard keys.hold(candidate) else { throw .wrongSecret(what) }
    }

    /// What stands behind the scheme's name, which has no case (RFC 9110, 11.1).
    private func credentials(_ post: IncomingPost, scheme: String) throws(Refusal) -> ArraySlice<UInt8> {
        let value = try post.only("Authorization")
        guard let blank = value.firstIndex(of: 0x20),
            String(decoding: value[..<blank], as: UTF8.self).lowercased() == scheme
        else { throw .malformed("the header Authorization", "\(scheme) credential") }
        return value[blank...].drop { $0 == 0x20 }
    }
}
