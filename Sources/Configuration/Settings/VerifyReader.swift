import Crypto
import Mapping
import Verification

/// Reads `verify`: what a sender shows, and what that is held against.
struct VerifyReader {
    /// Where complaints go.
    let log: ComplaintLog
    /// Whether a form's is read, which must be whole; a sender's lacks what only the form can know.
    let isForm: Bool
    /// Whether the service knows how the outside reaches it.
    var knowsPublicURL = true

    /// The verifier that a node says; nil, with complaints, when anything is wrong or missing.
    func verifier(_ node: Node) -> Verifier? {
        let before = log.count
        guard var reader = MappingReader(node, VerifyKeys.shape, log: log) else { return nil }
        let kind = reader.value(VerifyKeys.by)
        let networks = reader.list(VerifyKeys.addresses)
        let proof = proof(kind, &reader)
        let needsPublicKey: Bool
        switch proof {
        case .signature(let scheme): needsPublicKey = scheme.algorithm == .ed25519
        case .token(let scheme): needsPublicKey = scheme.algorithm == .rs256
        default: needsPublicKey = false
        }
        let keys = keys(kind, needsPublicKey, &reader)
        reader.finish()
        if kind == nil, !reader.has(VerifyKeys.by.name) {
            reader.missing(
                "by",
                "write by: path (the address is /f/FORM/SECRET then), by: header where it can send one, or another proof"
            )
        }
        if kind == .address, networks == nil {
            reader.missing("addresses", "write where it may come from, such as [203.0.113.0/24]")
        }
        guard log.count == before, let proof else { return nil }
        var verifier = Verifier(proof: proof, keys: keys, networks: networks.map { $0.map(\.value) })
        verifier.secretForm = reader.value(VerifyKeys.secretForm) ?? .text
        return verifier
    }

    // MARK: - Keys

    private func keys(_ kind: ProofKind?, _ needsPublicKey: Bool, _ reader: inout MappingReader) -> Keys {
        let form = reader.value(VerifyKeys.secretForm) ?? .text
        let secrets = texts(VerifyKeys.secret, &reader)
        let publicKeys = texts(VerifyKeys.publicKey, &reader)
        let algorithm = reader.value(VerifyKeys.algorithm)
        var keys = Keys()
        for (text, place) in secrets ?? [] {
            guard let secret = form.key(text) else {
                let what = form == .whsec ? "whsec_ and base64 behind it" : form.rawValue
                log.add("'secret' is not \(what), as secret_as says", at: place)
                continue
            }
            if kind == .path { complainOfPath(text, at: place) }
            keys.secrets.append(secret)
        }
        for (text, place) in publicKeys ?? [] {
            guard let key = algorithm == .ed25519 ? Self.ed25519(text) : PublicKey(rsa: text) else {
                log.add(
                    algorithm == .ed25519
                        ? "'public_key' is no Ed25519 key: 32 bytes in base64 or hex are expected"
                        : "'public_key' is no RSA key of 2048 bits or more: PEM that begins with BEGIN PUBLIC KEY is expected",
                    at: place)
                continue
            }
            keys.publicKeys.append(key)
        }
        if isForm, kind != nil, kind != .address {
            let key = needsPublicKey ? VerifyKeys.publicKey.name : VerifyKeys.secret.name
            if !reader.has(key) {
                reader.missing(
                    key,
                    needsPublicKey
                        ? "write public_key: ${file:sender.pem}, the key that the sender shows"
                        : "write secret: \"${FORM_SECRET}\", and set that variable to what the sender shows; without it nobody is let in"
                )
            }
        }
        return keys
    }

    /// A path's token is copied by hand, and stands in the logs of others: letters that no one changes, and enough of them.
    private func complainOfPath(_ text: String, at place: Place) {
        let fits = text.utf8.allSatisfy { byte in
            byte.isDecimalDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || "-._~".utf8.contains(byte)
        }
        if !fits || text.utf8.count < 16 {
            log.add(
                "'secret' is a part of the address here: at least 16 of A-Z a-z 0-9 - . _ ~; `openssl rand -hex 16` makes one",
                at: place)
        }
    }

    private static func ed25519(_ text: String) -> PublicKey? {
        let text = Array(text.utf8)[...].dropFirst(text.hasPrefix("whpk_") ? 5 : 0)
        let bytes = [TextEncoding.base64, .hex].lazy.compactMap { $0.decode(text) }.first { $0.count == 32 }
        return bytes.flatMap { PublicKey(ed25519: $0) }
    }

    /// The texts of a key that no complaint may show.
    private func texts(_ key: FreeKey, _ reader: inout MappingReader) -> [(String, Place)]? {
        SecretTexts.read(reader.member(key.name), log: log)
    }

    // MARK: - Proofs

    private func proof(_ kind: ProofKind?, _ reader: inout MappingReader) -> Verifier.Proof? {
        let header = reader.value(VerifyKeys.header)
        let prefixes = reader.list(VerifyKeys.prefix)
        let algorithm = reader.placed(VerifyKeys.algorithm)
        let separator = reader.value(VerifyKeys.separator)
        let encoding = reader.value(VerifyKeys.encoding)
        let signed = reader.placed(VerifyKeys.signed)
        let time = reader.value(VerifyKeys.time)
        let unit = reader.value(VerifyKeys.unit)
        let tolerance = reader.value(VerifyKeys.tolerance)
        let id = reader.value(VerifyKeys.id)
        let user = reader.value(VerifyKeys.user)
        let field = reader.value(VerifyKeys.field)
        let claim = reader.value(VerifyKeys.digestClaim)
        let issuer = reader.value(VerifyKeys.issuer)
        complainOfUseless(kind, reader)
        switch kind {
        case nil: return nil
        case .bearer: return .bearer
        case .path: return .path
        case .address: return .address
        case .basic:
            return need(user, "user", "write user: the name that comes with the password", reader).map {
                .basic(user: $0)
            }
        case .field:
            return need(field, "field", "write field: what the secret is called in what is posted", reader).map {
                .field($0)
            }
        case .header:
            return need(header, "header", "write header: X-Api-Key, as the sender calls it", reader)
                .map { .header($0, prefix: prefixes?.first?.value ?? "") }
        case .jwt:
            return token(header, claim, algorithm, reader).map { scheme in
                var scheme = scheme
                scheme.issuer = issuer
                if let tolerance { scheme.tolerance = tolerance.inMilliseconds }
                return .token(scheme)
            }
        case .signature:
            guard let header = need(header, "header", "write header: X-Signature, as the sender calls it", reader)
            else {
                return nil
            }
            var scheme = SignatureScheme(header: header)
            if let prefixes { scheme.prefixes = prefixes.map(\.value) }
            scheme.separator = separator
            if let encoding { scheme.encoding = encoding }
            if let algorithm {
                guard let known = SignatureScheme.Algorithm(rawValue: algorithm.value.rawValue) else {
                    log.add("a signature is made with sha1, sha256, sha512 or ed25519", at: algorithm.place)
                    return nil
                }
                scheme.algorithm = known
            }
            if let signed { scheme.signed = signed.value }
            scheme.time = time.map { $0.hasSuffix("=") ? .element($0) : .header($0) }
            if let unit { scheme.timeUnit = unit }
            if let tolerance { scheme.tolerance = tolerance.inMilliseconds }
            scheme.idHeader = id
            complainOfSigned(scheme, signed, reader)
            return .signature(scheme)
        }
    }

    private func need<Value>(_ value: Value?, _ key: String, _ hint: String, _ reader: MappingReader) -> Value? {
        if value == nil, !reader.has(key) { reader.missing(key, hint) }
        return value
    }

    private func token(
        _ header: String?, _ claim: String?, _ algorithm: Placed<AlgorithmName>?, _ reader: MappingReader
    ) -> TokenScheme? {
        let name = algorithm?.value ?? .hs256
        guard let known = TokenScheme.Algorithm(rawValue: name.rawValue) else {
            if let algorithm { log.add("a token is signed by HS256 or RS256", at: algorithm.place) }
            return nil
        }
        guard let header else { return TokenScheme(place: .content, algorithm: known) }
        // A token that says nothing of the content would fit any.
        guard let claim = need(claim, "digest_claim", "write the claim that holds the SHA-256 of the content", reader)
        else {
            return nil
        }
        return TokenScheme(place: .header(header, digestClaim: claim), algorithm: known)
    }

    private func complainOfSigned(_ scheme: SignatureScheme, _ signed: Placed<SignedText>?, _ reader: MappingReader) {
        let place = signed?.place ?? reader.place
        if scheme.signed.holdsTime, scheme.time == nil {
            reader.missing("time", "write where the {time} of signed stands: a header, or t= in the signature's")
        }
        if scheme.time != nil, !scheme.signed.holdsTime {
            log.add(
                "the time is no part of what is signed, so that anybody could change it: write {time} into signed",
                at: place)
        }
        if scheme.signed.holdsID, scheme.idHeader == nil { reader.missing("id", "write the header of signed's {id}") }
        if isForm, scheme.signed.holdsURL, !knowsPublicURL {
            log.add("{url} is what the outside posts to: write public_url in boardbridge.yaml", at: place)
        }
    }

    /// A key that a proof does not read was meant for another one.
    private func complainOfUseless(_ kind: ProofKind?, _ reader: MappingReader) {
        guard let kind else { return }
        let keys: Set<String>
        switch kind {
        case .signature:
            keys = [
                "header", "prefix", "separator", "algorithm", "encoding", "signed", "time", "time_unit", "tolerance",
                "id",
                "secret", "secret_as", "public_key",
            ]
        case .jwt:
            keys = ["header", "algorithm", "digest_claim", "issuer", "tolerance", "secret", "secret_as", "public_key"]
        case .header: keys = ["header", "prefix", "secret"]
        case .bearer, .path: keys = ["secret"]
        case .basic: keys = ["user", "secret"]
        case .field: keys = ["field", "secret"]
        case .address: keys = []
        }
        for name in reader.keys where VerifyKeys.shape.knows(name.value) && !keys.contains(name.value) {
            if name.value == "by" || name.value == "addresses" { continue }
            log.add("'\(name.value)' has no use beside by: \(kind.rawValue)", at: name.place)
        }
    }
}

extension Duration {
    fileprivate var inMilliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
