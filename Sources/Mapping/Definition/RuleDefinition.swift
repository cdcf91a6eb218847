public import BoardCRM

/// One rule as it was written, each part with its place. Nothing is checked yet: `FormMapping.compile` does that.
public struct RuleDefinition: Sendable, Hashable {
    /// Where the value comes from; exactly one.
    public var source: Source
    /// The type's name: `text`, `email`, `phone`, `integer`, `number`, `money`, `boolean`, `date`, `datetime`, `id`, `url`, `alias` or `list`.
    /// Without it the target's own: `id` for `column_id` and `lead_id`, `datetime` for `deadline`, else `text`.
    public var type: Placed<String>?
    /// Whether a submission without this value is refused.
    public var required: Placed<Bool>?
    /// What is sent when nothing came, or when `choices` does not know what came.
    public var defaultValue: Placed<Constant>?
    /// The transforms in the order in which they run: `[trim, { slice: [0, 10] }]`.
    public var transforms: [Placed<TransformCall>]
    /// A table from what comes to what is sent, in the order written. Empty: everything passes.
    public var choices: [Choice]
    /// The longest text that is sent, in characters (extended grapheme clusters), at least 1.
    public var maximumLength: Placed<Int>?
    /// What happens to a longer text: `cut` (the default), `refuse` or `comment`.
    public var overflow: Placed<String>?
    /// For `comment`: the target that the whole text goes to; the one of `rest` unless given.
    public var overflowTarget: Placed<String>?
    /// For `phone`: the ISO 3166 country whose numbers need no country code: `DE`.
    public var region: Placed<String>?
    /// For `date` and `datetime`: the IANA zone of what is written, and of what comes without an offset: `Europe/Berlin`.
    public var zone: Placed<String>?
    /// For `date` and `datetime`: the zone of what comes without an offset, where it is another one.
    public var fromZone: Placed<String>?
    /// For `date` and `datetime`: how they are written, in place of ISO 8601 and its like: `DD.MM.YYYY`. Of several the first that fits.
    public var formats: [Placed<String>] = []
    /// For `integer`, `number` and `money`: what stands before the fraction, `point`, `comma` or `auto` (the default).
    public var decimal: Placed<String>?
    /// For `list`: what stands between the texts that are sent as one; `, ` without it.
    public var separator: Placed<String>?
    /// For `jq`: the paths to what the program takes of what was posted, so that `rest` does not tell it again; nil where the program's text
    /// is to say that.
    public var takes: [Placed<String>]?
    /// Keys that stand there misspelt, or with a value that could not be read, which was told: nothing is said that may only follow from
    /// that, and no mapping is made of such a rule.
    public var unread: Set<String> = []
    /// Where the rule begins.
    public var place: Place

    /// A rule with a source and nothing else; the other parts are set afterwards or here.
    public init(
        _ source: Source, at place: Place, type: Placed<String>? = nil, required: Placed<Bool>? = nil,
        defaultValue: Placed<Constant>? = nil, transforms: [Placed<TransformCall>] = [], choices: [Choice] = [],
        maximumLength: Placed<Int>? = nil, overflow: Placed<String>? = nil, region: Placed<String>? = nil,
        zone: Placed<String>? = nil
    ) {
        self.source = source
        self.place = place
        self.type = type
        self.required = required
        self.defaultValue = defaultValue
        self.transforms = transforms
        self.choices = choices
        self.maximumLength = maximumLength
        self.overflow = overflow
        self.region = region
        self.zone = zone
    }
}
