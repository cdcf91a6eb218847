import Verification

/// The keys under `verify` of a form or of a sender, each with the manual's words about it.
enum VerifyKeys {
    static let by = Key<ProofKind>(
        "by", .word,
        "what it shows: signature, jwt, header, bearer, basic, path (/f/FORM/SECRET), field or address; default: the sender's"
    )
    static let secret = FreeKey(
        "secret", .oneOrMore(.text),
        "what sender and form both know; of several any one fits, while it is being changed")
    static let secretForm = Key<SecretForm>("secret_as", .word, "how the secret is written: text, hex, base64 or whsec")
    static let publicKey = FreeKey(
        "public_key", .oneOrMore(.text),
        "for ed25519 and RS256, in place of secret: the sender's key, in base64 or hex, or as PEM")
    static let header = Key("header", .headerName, "the header of the signature, the token or the secret")
    static let prefix = ListKey(
        "prefix", of: .anyText, "what stands before it there, such as sha256=; of several any one")
    static let separator = Key<SignatureScheme.Separator>(
        "separator", .word, "comma or space, where several values stand in that header")
    static let algorithm = Key<AlgorithmName>(
        "algorithm", .word, "sha1, sha256, sha512 or ed25519; for jwt HS256 or RS256; default: sha256, HS256")
    static let encoding = Key<TextEncoding>("encoding", .word, "hex, base64 or base64url; default: hex")
    static let signed = Key(
        "signed", .signedText,
        "what is signed, with {body}, {time}, {id}, {method}, {url} and {url_decoded}; default: \"{body}\"")
    static let time = Key(
        "time", .text("a header, or what stands before the time in the signature's, such as t="),
        "where the time stands: a header, or what stands before it in the signature's header, such as t=")
    static let unit = Key<SignatureScheme.TimeUnit>("time_unit", .word, "s or ms since 1970; default: s")
    static let tolerance = Key(
        "tolerance", .duration(.seconds(1) ... .seconds(86_400)), "how far that may be from now, 1s to 1d; default: 5m")
    static let id = Key("id", .headerName, "the header of the event's id, where that is signed")
    static let user = Key("user", .text("a user's name"), "for basic: the user's name; secret is the password")
    static let field = Key(
        "field", .text("a field's name"), "for field: what the secret is called in what is posted")
    static let digestClaim = Key(
        "digest_claim", .text("a claim's name"),
        "for jwt in a header: the claim with the SHA-256 of the content; a jwt without a header is all the content")
    static let issuer = Key("issuer", .text("an issuer"), "for jwt: who made it, its iss")
    static let addresses = ListKey(
        "addresses", of: .network, "where it may come from, alone or beside the rest: IP addresses and networks")

    static let shape = Shape(
        "what a sender shows, such as { by: header, header: X-Api-Key, secret: \"${API_KEY}\" }",
        [
            by, secret, secretForm, publicKey, header, prefix, separator, algorithm, encoding, signed, time, unit,
            tolerance, id, user, field, digestClaim, issuer, addresses,
        ])
}

/// The keys under `handshake` of a form or of a sender.
enum HandshakeKeys {
    static let by = Key<HandshakeKind>(
        "by", .word,
        "hub_challenge, websub, challenge_code, hook_secret or test_post; default: the sender's")
    static let token = FreeKey(
        "token", .oneOrMore(.text), "for hub_challenge: the word that you gave the sender to show")
    static let topic = Key("topic", .text("a topic's URL"), "for websub: the topic that was subscribed to")
    static let field = Key(
        "field", .text("a field's name"), "for test_post: the one field of the post that tries the address")
    static let value = Key("value", .text("a value"), "for test_post: its value")

    static let shape = Shape(
        "how a sender tries the address, such as { by: hook_secret }", [by, token, topic, field, value])
}

/// What `by` may be under `verify`.
enum ProofKind: String, Sendable, CaseIterable {
    case signature, jwt, header, bearer, basic, path, field, address
}

/// What `by` may be under `handshake`.
enum HandshakeKind: String, Sendable, CaseIterable {
    case hubChallenge = "hub_challenge"
    case webSub = "websub"
    case challengeCode = "challenge_code"
    case hookSecret = "hook_secret"
    case testPost = "test_post"
}

/// What `algorithm` may be: a signature's or a token's.
enum AlgorithmName: String, Sendable, CaseIterable {
    case sha1, sha256, sha512, ed25519
    case hs256 = "HS256"
    case rs256 = "RS256"
}
