internal import Listener
internal import Mapping
internal import Spam
internal import Telemetry
internal import Verification
internal import Wire

/// One form as the intake uses it: its settings, and what can be worked out before the first post.
final class IntakeForm: Sendable {
    let settings: FormSettings
    let storedLines: StoredLines
    /// `/f/` and its name.
    let path: [UInt8]
    let contentLimit: Int
    /// Headers that a rule asks for and that are not kept anyway: without them the submission could not be mapped again.
    let headersOfRules: [String]
    let pages: MessagePage
    /// Looks at its posts; nil where nothing is checked.
    let spam: SpamJudge?
    /// Whether a post may have to prove itself, may be none, or may have to wait: what most forms need not ask.
    let isSpecial: Bool
    /// Whether its posts are notices, of which nothing is mapped before what they announce is fetched.
    let awaitsFetch: Bool
    /// Whether posts that its rules do not fit are recorded.
    let records: Bool
    /// Whether files are taken out of its posts. Who signs a post signs its files: then it stays whole.
    let keepsFiles: Bool
    /// Whether a token stands behind its name in the path.
    let takesPathToken: Bool

    init(_ settings: FormSettings, contentLimit: Int, pages: MessagePage) {
        self.pages = pages
        self.settings = settings
        storedLines = StoredLines(of: settings.name)
        spam = settings.spam.map { SpamJudge($0, form: settings.name) }
        formActionSources = Self.formActionSources(settings.respond)
        path = Array("/f/\(settings.name)".utf8)
        headersOfRules = settings.mapping.contextNames.compactMap { name in
            guard case .header(let header) = name, !KeptHeaders.isKeptOrSecret(header),
                header != settings.verifier?.secretHeader
            else { return nil }
            return header
        }
        self.contentLimit = settings.bodyLimit ?? contentLimit
        awaitsFetch = settings.mapping.fetch != nil && settings.fetch != nil
        records = settings.record != nil
        isSpecial = settings.verifier != nil || settings.handshake != nil || !settings.enabled
        switch settings.verifier?.proof {
        case .signature, .token: keepsFiles = false
        default: keepsFiles = settings.files != nil
        }
        takesPathToken = if case .path = settings.verifier?.proof { true } else { false }
    }

    /// The methods that it has, as `Allow` names them.
    var methods: String { settings.handshake?.isByGet == true ? "GET, POST, OPTIONS" : "POST, OPTIONS" }

    /// The language of what a visitor reads: the form's, else the best for the visitor's browser.
    func language(for request: Request) -> PageLanguage {
        if let tag = settings.respond.language, let language = pages.languages[tag] { return language }
        return pages.languages.best(for: request.text(of: .acceptLanguage))
    }

    // MARK: Where to go on

    /// The address that a post names by its field `_next`, if that is allowed.
    func next(in fields: FormFields?) -> String? {
        guard let fields, !settings.respond.allow.isEmpty else { return nil }
        let named = fields.entries.first { fields.bytes[$0.name].elementsEqual("_next".utf8) }
        return named.flatMap { allowed(String(decoding: fields.bytes[$0.value], as: UTF8.self)) }
    }

    /// The address, if a post may name it.
    func allowed(_ address: String) -> String? {
        // Whatever the id is: it may be no part of the host's name.
        let isAllowed = ["0", "x"].allSatisfy { id in
            settings.respond.allow.contains { $0.allows(address.replacing("{id}", with: id)) }
        }
        return isAllowed ? address : nil
    }

    /// What a page of ours with a form may post to, for its content security policy: browsers hold redirects after the post to it too.
    let formActionSources: String

    private static func formActionSources(_ respond: FormSettings.Respond) -> String {
        var sources = ["'self'"]
        for address in [respond.success, respond.failure] {
            if let origin = address.flatMap({ origin(of: Array($0.utf8)[...]) }) {
                sources.append(String(decoding: origin, as: UTF8.self))
            }
        }
        for target in respond.allow { sources.append(target.origin.description) }
        var known: Set<String> = []
        return sources.filter { known.insert($0).inserted }.joined(separator: " ")
    }

    // MARK: Origins

    /// Whether a post may come from where it comes: a browser says so by `Origin`, else by `Referer` (Fetch, 3.1; RFC 9110, 10.1.3). A post
    /// without either comes from no page.
    func allows(_ request: Request) -> Bool {
        guard case .only = settings.origins else { return true }
        if let field = request.head.value(of: .origin) {
            let origin = request.bytes[field]
            return settings.origins.allow(origin) || isOurs(origin, request)
        }
        guard let field = request.head.value(of: .referer) else { return true }
        guard let origin = Self.origin(of: request.bytes[field]) else { return false }
        return settings.origins.allow(origin) || isOurs(origin, request)
    }

    /// Scheme, host and port of an address; nil for one that is no page of the web.
    private static func origin(of address: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let scheme = ["https://", "http://"].first(where: { address.starts(with: $0.utf8) }) else { return nil }
        let host = address.dropFirst(scheme.utf8.count)
        let end = host.firstIndex { "/?#".utf8.contains($0) } ?? host.endIndex
        return address[..<end]
    }

    /// Whether it is the page of ours that lets a visitor put something right: by what we are called, or by what the browser says of it
    /// (Fetch Metadata, 2.1), which no page can write. Where nobody said what we are called, the request does.
    private func isOurs(_ origin: ArraySlice<UInt8>, _ request: Request) -> Bool {
        if request.text(ofFieldNamed: "sec-fetch-site") == "same-origin" { return true }
        if let ours = pages.origin { return origin.elementsEqual(ours) }
        guard let host = request.head.value(of: .host) else { return false }
        return ["https://", "http://"].contains { origin.elementsEqual(Array($0.utf8) + request.bytes[host]) }
    }

    /// What a page of another origin may read of the answer (Fetch, 3.2): never with credentials, and never as `null`.
    func addCrossOriginFields(for origin: String?, to response: inout Response) {
        guard let origin else { return }
        switch settings.origins {
        case .any:
            response.add("Access-Control-Allow-Origin", "*")
        case .only:
            response.add("Vary", "Origin")
            if settings.origins.allow(origin) { response.add("Access-Control-Allow-Origin", origin) }
        }
    }
}
