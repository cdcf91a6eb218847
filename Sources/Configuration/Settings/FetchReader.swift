import BoardCRM
import Bridge
import HTTPClient
import Listener
import Mapping

/// Reads `fetch`: where what a sender only announces is asked for, and how.
struct FetchReader {
    /// Where complaints go.
    let log: ComplaintLog
    /// Whether a form's is read, which must be whole; a sender's lacks what only the form can know.
    let isForm: Bool

    /// What a node says, for the rules and for the request; nil, with complaints, when anything is wrong or missing.
    func fetch(_ node: Node) -> (FetchDefinition, FetchSettings)? {
        let before = log.count
        guard var reader = MappingReader(node, FetchKeys.shape, log: log) else { return nil }
        let url = reader.placed(FetchKeys.url)
        var settings = FetchSettings()
        let token = SecretTexts.read(reader.member(FetchKeys.token.name), log: log)?.first
        let kind = reader.value(FetchKeys.tokenPlace) ?? .bearer
        let name = reader.value(FetchKeys.tokenName)
        let proof = SecretTexts.read(reader.member(FetchKeys.proof.name), log: log)?.first
        let proofName = reader.value(FetchKeys.proofName)
        settings.fields = reader.member(FetchKeys.headers.name).map { fields($0.value) } ?? []
        let conditions = ConditionReader(log: log)
        let denied = reader.member(FetchKeys.denied.name).map { conditions.conditions($0.value) } ?? []
        let later = reader.member(FetchKeys.later.name).map { conditions.conditions($0.value) } ?? []
        let allow = reader.list(FetchKeys.allow) ?? []
        reader.finish()
        settings.alsoAllowed = allow.map { .init(bits: $0.value.address.bits, prefix: $0.value.prefix) }
        if !isForm, let first = allow.first {
            log.add("a sender's file cannot open this machine's networks; write allow in the form", at: first.place)
        }
        if url == nil, !reader.has(FetchKeys.url.name) {
            reader.missing(
                "url", "write url: \"https://api.example.com/leads/{id}\", where what is announced is fetched")
        }
        if let url { complain(of: url) }
        settings.place = place(kind, name, reader)
        if isForm, kind != .none, token == nil, !reader.has(FetchKeys.token.name) {
            reader.missing(
                "token",
                "write token: \"${FETCH_TOKEN}\", and set that variable to what the server knows you by; or token_in: none"
            )
        }
        if let token { settings.token = secret("token", token) }
        if let proof { settings.proof = self.proof(proof, proofName, kind, reader) }
        if kind == .none { settings.token = nil }
        guard log.count == before, let url else { return nil }
        return (FetchDefinition(url: url, denied: denied, later: later), settings)
    }

    private func secret(_ key: String, _ written: (text: String, place: Place)) -> Secret? {
        let secret = try? ScalarType<Secret>.token.read(written.text)
        if secret == nil { log.add("'\(key)' is not \(ScalarType<Secret>.token.expected)", at: written.place) }
        return secret
    }

    private func proof(
        _ written: (text: String, place: Place), _ name: String?, _ kind: FetchTokenKind, _ reader: MappingReader
    ) -> FetchSettings.Proof? {
        if kind == .none { log.add("'proof' signs a token, and token_in says that there is none", at: written.place) }
        if name == nil, !reader.has(FetchKeys.proofName.name) {
            reader.missing("proof_name", "write what the proof is called in the query")
        }
        guard let secret = secret("proof", written), let name else { return nil }
        return FetchSettings.Proof(name: name, secret: secret)
    }

    private func place(_ kind: FetchTokenKind, _ name: String?, _ reader: MappingReader) -> FetchSettings.TokenPlace {
        switch kind {
        case .bearer, .none: return .bearer
        case .header, .query:
            guard let name else {
                if !reader.has(FetchKeys.tokenName.name) {
                    reader.missing("token_name", "write what the token is called in the \(kind.rawValue)")
                }
                return .bearer
            }
            return kind == .header ? .header(name) : .query(name)
        }
    }

    /// The host is always the same: nothing of a post is in it.
    private func complain(of url: Placed<String>) {
        // A brace that cannot be read is told by whoever compiles the paths.
        guard let sample = AddressTemplate.sample(url.value) else { return }
        let beginning = AddressTemplate.beginning(url.value)
        if let scheme = beginning.firstRange(of: "://") {
            guard beginning[scheme.upperBound...].contains("/") || sample == beginning else {
                log.add(
                    "a path in braces stands behind the host and its '/', so that nobody who posts can say where to connect to",
                    at: url.place)
                return
            }
        }
        do throws(EndpointURLError) {
            _ = try EndpointURL(exactly: sample)
        } catch {
            log.add("'url' cannot be called: \(error)", at: url.place)
        }
    }

    private func fields(_ node: Node) -> [HTTPField] {
        guard case .mapping(let members) = node.content else {
            log.add("expected headers with their values, found \(node.found)", at: node.place)
            return []
        }
        return members.compactMap { member in
            guard let value = member.value.scalar, !value.isBroken,
                let field = HTTPField(name: member.key.value, value: value.text)
            else {
                log.add(
                    "expected a header's name and its value, such as LinkedIn-Version: '202601'; those that frame a request, such as Host, are ours",
                    at: member.key.place)
                return nil
            }
            return field
        }
    }
}
