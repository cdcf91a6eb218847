import BoardCRM
import Bridge

/// The keys of `forms/NAME.yaml`, each with the manual's words about it.
enum FormKeys {
    static let extends = FreeKey(
        "extends", .form("[^/]+[.]yaml"),
        "another file of this folder, whose keys count where this one has none of its own")
    static let sender = Key(
        "sender", .text("a sender's name"),
        "who posts: browser (a page's form or script), json (a webhook), or a service's name.")
    static let enabled = Key(
        "enabled", .boolean, "false: browsers get 503, and what services post is held for a person; default: true")
    static let origins = ListKey(
        "origins", of: .origin, "the sites whose pages may post, such as https://*.example.com; default: any")
    static let respond = SectionKey("respond", RespondKeys.shape, "where a browser is sent; default: a plain page")
    static let onInvalid = Key<InvalidPolicy>(
        "on_invalid", .word, "refuse (tell the visitor) or keep (for a person to look at); default: the sender's")
    static let limits = SectionKey(
        "limits", FormLimitKeys.shape, "what this form may be sent")
    static let retention = SectionKey(
        "retention", RetentionKeys.shape, "how long its submissions are kept; what is not said is the service's")

    static let crm = SectionKey("crm", FormCRMKeys.shape, "another board for this form's deals: its token")

    static let spam = SectionKey(
        "spam", SpamKeys.shape, "What stands against spam; each check is its own switch, and counts by its score")
    static let files = SectionKey(
        "files", FileKeys.shape,
        "What becomes of files that come with a post; without it they stay in what is stored of it, and only their names are mapped"
    )
    static let verify = FreeKey(
        "verify", .either([.words(["false"]), .boolean, .mapping(VerifyKeys.shape)]),
        "Whose posts are taken: what a sender shows, and what that is held against")
    static let handshake = FreeKey(
        "handshake", .either([.words(["false"]), .boolean, .mapping(HandshakeKeys.shape)]),
        "How the sender tries the address before it posts; none of it is a submission")

    static let fetch = FreeKey(
        "fetch", .either([.words(["false"]), .boolean, .mapping(FetchKeys.shape)]),
        "How what the sender only announces is fetched before anything is mapped; it stands under fetched. false: not at all"
    )
    static let record = Key(
        "record", .integer(1...100),
        "How many of the last posts are kept that cannot be read or that no rule fits, 1 to 100; default: none")

    static let paths = FreeKey(
        "paths", .table(values: .either([.text, .mapping(AnswersKeys.shape)])),
        "Short names that this form's paths may begin with, as a sender's preset has them")

    static let columnID = FreeKey(
        "column_id", RuleKeys.identifier,
        "The column that the deal appears in: always the same, or chosen by a field.", isNeeded: true)
    static let lead = SectionKey("lead", leadShape, "the lead's attributes")
    static let leadID = FreeKey("lead_id", RuleKeys.identifier, "an existing lead instead")
    static let fields = FreeKey(
        "fields", .table(names: "[A-Za-z0-9_-]{1,15}", values: .named("rule")), "by the board's aliases")
    static let deadline = FreeKey("deadline", .named("rule"), "When the deal is due: a date and time.")

    static let shape: Shape = {
        var shape = Shape(
            "a form's settings",
            [
                extends, sender, verify, handshake, fetch, record, enabled, origins, respond, onInvalid, limits,
                retention, crm, spam, files, paths,
                columnID, lead, leadID, fields, deadline,
            ] + WholeKeys.all, hasExtensions: true)
        shape.otherWords = redirects("respond: { success: URL }")
        return shape
    }()

    /// What others call where a browser is sent, with what to write for it.
    static func redirects(_ way: String) -> [String: String] {
        let words = [
            "redirect", "redirect_url", "redirect_to", "redirect_uri", "thanks", "thank_you", "next", "success_url",
            "return_url",
        ]
        return Dictionary(uniqueKeysWithValues: words.map { ($0, "where a browser is sent is written \(way)") })
    }

    private static let leadShape = Shape(
        "the lead's attributes with their rules",
        LeadAttribute.allCases.map { FreeKey($0.rawValue, .named("rule"), "") })
}

/// The keys under `respond`.
enum RespondKeys {
    static let success = Key("success", .redirectTarget, "after a post that was stored; {id} becomes its id")
    static let failure = Key(
        "failure", .redirectTarget, "after one that was refused; {id} becomes the request's id, which the log has")
    static let allow = ListKey(
        "allow", of: .allowedTarget,
        "where a post may say itself, by a field _next, that its browser is to go: pages, or sites with all their pages"
    )
    static let language = Key(
        "language", .text("a language's tag, such as de"),
        "what our own pages are written in; default: what the visitor's browser asks for")

    static let shape: Shape = {
        var shape = Shape("success and failure with their URLs", [success, failure, allow, language])
        shape.single = { "respond: { success: \"\($0)\" }" }
        shape.otherWords = FormKeys.redirects("success: URL")
        return shape
    }()
}

/// The keys under `limits` of a form.
enum FormLimitKeys {
    static let body = Key("body", .size(LimitKeys.bodyRange), "the largest body, 1KiB to 64MiB; default: the service's")

    static let shape = Shape("a form's limits", [body])
}

/// The keys under `crm` of a form.
enum FormCRMKeys {
    static let accessToken = Key(
        "access_token", .token, "that board's token; best not written here, as in boardbridge.yaml", isNeeded: true)
    static let reference = Key(
        "reference", .alias, "that board's field for the submission's id, as in boardbridge.yaml")

    static let shape = Shape("a board's access_token", [accessToken, reference])
}
