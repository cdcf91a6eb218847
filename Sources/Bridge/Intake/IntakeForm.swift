internal import Listener
internal import Mapping
internal import Spam
internal import Verification

/// One form as the intake uses it: its settings, and what can be worked out before the first post.
final class IntakeForm: Sendable {
    let settings: FormSettings
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
    /// Whether a token stands behind its name in the path.
    let takesPathToken: Bool

    init(_ settings: FormSettings, contentLimit: Int, pages: MessagePage) {
        self.pages = pages
        self.settings = settings
        spam = settings.spam.map { SpamJudge($0, form: settings.name) }
        path = Array("/f/\(settings.name)".utf8)
        headersOfRules = settings.mapping.contextNames.compactMap { name in
            guard case .header(let header) = name, !KeptHeaders.isKeptOrSecret(header) else { return nil }
            return header
        }
        self.contentLimit = settings.bodyLimit ?? contentLimit
        isSpecial = settings.verifier != nil || settings.handshake != nil || !settings.enabled
        takesPathToken = if case .path = settings.verifier?.proof { true } else { false }
    }

    /// The methods that it has, as `Allow` names them.
    var methods: String { settings.handshake?.isByGet == true ? "GET, POST, OPTIONS" : "POST, OPTIONS" }

    /// Whether a post with this `Origin` is let through; a post without one comes from no page.
    func allows(origin: String?) -> Bool {
        origin.map(settings.origins.allow) ?? true
    }

    /// What a page of another origin may read of the answer (Fetch, 3.2): never with credentials.
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
