internal import Wire

/// One thing that a check found in a submission.
public struct SpamReason: Sendable, Hashable {
    /// Which check.
    public let check: SpamCheck
    /// What it found.
    public let finding: SpamFinding
    /// How much it counts; 0 for what is only told.
    public let score: Int
    /// More about it: the form's own words, or a vendor's; never what a visitor wrote. May be empty.
    public let detail: String

    /// A reason of these parts.
    public init(_ check: SpamCheck, _ finding: SpamFinding, score: Int, detail: String = "") {
        self.check = check
        self.finding = finding
        self.score = score
        self.detail = detail
    }

    /// For a person: `the field that nobody sees is filled (website)`.
    public var words: String { detail.isEmpty ? plainWords : "\(plainWords) (\(detail))" }

    private var plainWords: String {
        switch (check, finding) {
        case (.honeypot, _): "the field that nobody sees is filled"
        case (.time, .tooFast): "sent faster than a person can"
        case (.time, .tooOld): "the form was shown too long ago"
        case (.time, .missing): "without the token of when the form was shown"
        case (.time, .reused): "the form's token was used before"
        case (.time, _): "the form's token is none of ours"
        case (.altcha, .missing): "without ALTCHA's solution"
        case (.altcha, .expired): "ALTCHA's solution is too old"
        case (.altcha, .reused): "ALTCHA's solution was used before"
        case (.altcha, .passed): "ALTCHA's solution is right"
        case (.altcha, _): "ALTCHA's solution is wrong"
        case (.captcha, .missing): "without the captcha's token"
        case (.captcha, .passed): "the captcha is solved"
        case (.captcha, .reused): "the captcha's token was used before, or is too old"
        case (.captcha, .wrongHost): "the captcha was solved on another site"
        case (.captcha, .wrongAction): "the captcha was solved for another action"
        case (.captcha, .lowScore): "the captcha takes it for a robot's"
        case (.captcha, .outage): "the captcha's server could not be asked"
        case (.captcha, .unasked): "the form has no captcha any more"
        case (.captcha, _): "the captcha is not solved"
        case (.words, _): "a word that is looked for"
        case (.links, _): "too many links"
        case (.senders, _): "the sender's domain is refused"
        case (.disposable, _): "the sender's domain is one of throw-away addresses"
        case (.repeats, _): "the same text came in several forms"
        }
    }

    func append(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("check")
        writer.string(check.rawValue)
        writer.key("found")
        writer.string(finding.rawValue)
        writer.key("score")
        writer.integer(score)
        if !detail.isEmpty {
            writer.key("detail")
            writer.string(detail)
        }
        writer.endObject()
    }

    /// Reads what ``append(to:)`` wrote; nil for anything else.
    init?(_ value: JSONValue) {
        guard let check = value["check"]?.string.flatMap(SpamCheck.init), let score = value["score"]?.int64,
            let finding = value["found"]?.string.flatMap(SpamFinding.init)
        else { return nil }
        self.init(check, finding, score: Int(score), detail: value["detail"]?.string ?? "")
    }
}
