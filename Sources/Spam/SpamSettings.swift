/// What a form's `spam` says: each check its own switch; what is nil is not checked.
public struct SpamSettings: Sendable {
    /// A field that no visitor sees.
    public struct Honeypot: Sendable {
        /// Its names; any of them that is filled counts.
        public var fields: [String]
        /// 0 to 1000.
        public var score = 100
        /// A trap of these fields.
        public init(fields: [String]) { self.fields = fields }
    }

    /// How long a visitor takes, by the signed time in `_token`.
    public struct TimeOnForm: Sendable {
        /// Faster is too fast: 0 s to 10 min.
        public var least = Duration.seconds(2)
        /// Slower is too old: 1 min to 30 days.
        public var most = Duration.seconds(86_400)
        /// Whether a post without a token is taken for spam: only where all visitors run the page's script.
        public var isRequired = false
        /// For one that is too fast, forged, or missing though required: 0 to 1000. For what a visitor may well do (too old, used before,
        /// missing), half of it counts.
        public var score = 100
        /// The defaults.
        public init() {}
    }

    /// A proof of work that is made and checked here.
    public struct Altcha: Sendable {
        /// The largest number that a solution may be, 1,000 to 10,000,000: a browser tries half of them, some 100,000 a second.
        public var maxNumber = 50_000
        /// How long a challenge can be solved and sent: 1 min to 1 day.
        public var life = Duration.seconds(3600)
        /// For one that is missing, wrong, expired or used before: 0 to 1000.
        public var score = 100
        /// The defaults.
        public init() {}
    }

    /// Words that are looked for.
    public struct Words: Sendable {
        /// Words or runs of words; of ``most`` bytes at most together.
        public var words: [String]
        /// For each that is found: 0 to 1000.
        public var score = 50
        /// These words.
        public init(_ words: [String]) { self.words = words }
        /// How many bytes all words may have together.
        public static let most = WordAutomaton.room - 100
    }

    /// Links in running text.
    public struct Links: Sendable {
        /// So many may stand in a post: 0 to 100.
        public var most: Int
        /// For one with more: 0 to 1000.
        public var score = 50
        /// So many links.
        public init(most: Int) { self.most = most }
    }

    /// Domains of e-mail addresses.
    public struct Domains: Sendable {
        /// These, and all below them.
        public var domains: DomainList
        /// 0 to 1000.
        public var score: Int
        /// These domains.
        public init(_ domains: DomainList, score: Int) {
            self.domains = domains
            self.score = score
        }
    }

    /// The same text in several forms.
    public struct Repeats: Sendable {
        /// From so many forms on it counts: 2 to 20.
        public var forms: Int
        /// How long a text is remembered: 1 min to 7 days.
        public var within = Duration.seconds(86_400)
        /// 0 to 1000.
        public var score = 100
        /// So many forms.
        public init(forms: Int) { self.forms = forms }
    }

    /// From this score on a submission is taken for spam: 1 to 1000.
    public var threshold = 100
    /// The field that no visitor sees.
    public var honeypot: Honeypot?
    /// How long a visitor takes.
    public var time: TimeOnForm?
    /// A proof of work.
    public var altcha: Altcha?
    /// A captcha that another server tells about.
    public var captcha: CaptchaSettings?
    /// Words that are looked for.
    public var words: Words?
    /// How many links may be there.
    public var links: Links?
    /// Senders that are refused.
    public var senders: Domains?
    /// Domains of addresses that live for minutes.
    public var disposable: Domains?
    /// The same text in several forms.
    public var repeats: Repeats?
    /// How many posts one client may send: an IPv4 address, or an IPv6 network of 64 bits.
    public var addressRate: PostRate?
    /// How many posts the form takes of all.
    public var formRate: PostRate?

    /// Nothing is checked.
    public init() {}

    /// Whether a post itself is looked at.
    public var judges: Bool {
        honeypot != nil || time != nil || altcha != nil || captcha != nil || words != nil || links != nil
            || senders != nil || disposable != nil || repeats != nil
    }
}
