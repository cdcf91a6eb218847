public import Files
public import Mapping
public import Outbox
public import Spam
public import Verification

/// What `forms/NAME.yaml` says: one intake address and its rules.
public struct FormSettings: Sendable {
    /// Where a browser is sent after its post.
    public struct Respond: Sendable, Hashable {
        /// After a stored submission: an absolute `http(s)` URL, or a path of this host that starts with `/`. `{id}` in it becomes the
        /// submission's id. nil for a plain page.
        public var success: String?
        /// After a refused one; `{id}` becomes the request's id, which stands in the log. nil for a page that says what is wrong.
        public var failure: String?
        /// Where a post may send its browser by a field of its own, `_next`, in the place of `success`.
        public var allow: [AllowedTarget]
        /// The language of our own pages and words; nil for the one that the visitor's browser asks for.
        public var language: String?

        /// Plain pages unless said otherwise.
        public init(
            success: String? = nil, failure: String? = nil, allow: [AllowedTarget] = [], language: String? = nil
        ) {
            self.success = success
            self.failure = failure
            self.allow = allow
            self.language = language
        }
    }

    /// The last part of the form's address, `/f/{name}`: 1 to 64 of `a-z 0-9 _ -`.
    public var name: String
    /// Who posts to it.
    public var sender: SenderPreset
    /// Whose pages may post to it.
    public var origins = AllowedOrigins.any
    /// Where browsers are sent.
    public var respond = Respond()
    /// The rules.
    public var mapping: FormMapping
    /// The rules as they were written, for explaining what they do; nil where they were made otherwise.
    public var definition: MappingDefinition?
    /// What becomes of a submission that the rules do not fit: the sender's policy unless the form says otherwise.
    public var onInvalid: InvalidPolicy
    /// Whether it takes submissions. One that does not answers visitors with 503, and keeps what a service posts as held: an error
    /// would end the service's own webhook.
    public var enabled = true
    /// What tells its sender from anybody else; nil where anybody may post.
    public var verifier: Verifier?
    /// How its sender tries the address before it posts; nil where it does not.
    public var handshake: Handshake?
    /// The words that a handshake may be opened with.
    public var handshakeTokens = Keys()
    /// When a post repeats an earlier one.
    public var dedupe: DedupeSettings
    /// How what its sender only announces is asked for; nil where all of it comes.
    public var fetch: FetchSettings?
    /// How many posts are recorded that the rules do not fit, 1 to 100; nil for none.
    public var record: Int?
    /// The largest body in bytes, 1 KiB to 64 MiB; nil for the service's limit.
    public var bodyLimit: Int?
    /// How long its submissions are kept, by state; what is not there is the service's.
    public var retention: Retention.Ages = [:]

    /// The board that its deals are made on, where it is another than the service's.
    public var crm: FormCRMSettings?

    /// What stands against spam; nil for nothing.
    public var spam: SpamSettings?

    /// What becomes of files; nil where they stay in what is stored of the post, and only their names are mapped.
    public var files: FileSettings?

    /// The defaults, with this name, sender and mapping.
    public init(name: String, sender: SenderPreset, mapping: FormMapping) {
        self.name = name
        self.sender = sender
        self.mapping = mapping
        self.onInvalid = sender.onInvalid
        self.dedupe = DedupeSettings(echo: sender.echo)
    }
}
