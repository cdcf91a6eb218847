import Mapping

/// The keys of a form that concern a submission as a whole, each with the manual's words about it.
enum WholeKeys {
    static let each = Key(
        "each", .text("a path to a list, such as answers.people"),
        "A list whose elements are deals of their own: paths start at the element, and root. at what was posted; at most 100"
    )
    static let ignoreIf = FreeKey(
        "ignore_if", ConditionKeys.schema,
        "What makes no deal: answered as stored, and kept as discarded. One condition, or a list of which one is enough"
    )
    static let requiredOneOf = FreeKey(
        "required_one_of", .either([.list(of: target), .list(of: .list(of: target))]),
        "Targets of which at least one has to come, or a list of such lists")
    static let dedupe = FreeKey(
        "dedupe", .either([.words(["false"]), .boolean, .mapping(DedupeKeys.shape)]),
        "When a post repeats an earlier one, which is then answered with the first one's id; false: never by its content"
    )
    static let rest = FreeKey(
        "rest", .either([target, .mapping(RestKeys.shape)]),
        "Where all goes that no rule took, a line for each field")
    static let attribution = FreeKey(
        "utm", .either([.words(["auto"]), .mapping(AttributionKeys.shape)]),
        "What brought the visitor: auto, for lines behind the rest or in lead.note, or names with their targets")

    static var all: [any DescribedKey] { [each, ignoreIf, requiredOneOf, dedupe, rest, attribution] }

    /// A target by its name.
    static let target = Schema.form("lead[.][a-z_]+|fields[.][A-Za-z0-9_-]{1,15}|column_id|lead_id|deadline")
}

/// The keys of one condition of `ignore_if`.
enum ConditionKeys {
    static let path = Key("path", .text("a path"), "where to look", isNeeded: true)
    static let equals = ListKey(
        "equals", of: .text("a text, or exists: false for a field that is not there"),
        "the value is this, or one of these")
    static let not = ListKey("not", of: .text("a text"), "the value is none of these")
    static let contains = ListKey("contains", of: .text("a text"), "this stands in the value, or one of these")
    static let exists = Key("exists", .boolean, "whether there is a value")

    /// One condition, or a list of them.
    static let schema = Schema.either([.mapping(shape), .list(of: .mapping(shape))])

    static let shape = Shape("a condition such as { path: test, equals: test }", [path, equals, not, contains, exists])
}

/// The keys under `dedupe`.
enum DedupeKeys {
    static let key = ListKey("key", of: .text("a path"), "the value, or the values together, that name one event")
    static let window = FreeKey(
        "window", ScalarType.keyWindow.schema,
        "for how long, 1s to 30d, default 3d; without a key, for how long the same content from the same address is a repeat, 1s to 60s"
    )

    static let shape = Shape("key and window, or false", [key, window])
}

/// The keys under `dedupe` of a sender.
enum SenderDedupeKeys {
    static let window = Key(
        "window", .echoWindow, "for how long the same content from the same address is a repeat, 1s to 60s",
        isNeeded: true)

    static let shape = Shape("window with a duration", [window])
}

/// The keys under `rest`.
enum RestKeys {
    static let target = Key("to", .target, "the text it goes behind", isNeeded: true)
    static let maximumLength = Key(
        "max_length", .integer(1...1_000_000),
        "how long that text may become, in characters; default: its rule's max_length, or 10000")
    static let except = ListKey("except", of: .text("a path"), "what is left out")
    static let within = ListKey(
        "within", of: .text("a path"),
        "where visitors' words stand: nothing else is told; default: what the sender's preset says, [] for all",
        mayBeEmpty: true)

    static let shape = Shape("a target such as fields.description", [target, maximumLength, except, within])
}

/// The keys under `utm`.
enum AttributionKeys {
    static let lines = Key(
        "to", .target, "the text that lines go behind, for the names that have no target of their own")
    static let names = AttributionVocabulary.names.map { Key($0, .target, "") }

    static let shape = Shape("auto, or names with their targets such as { utm_source: fields.source }", [lines] + names)
}

extension ScalarType where Value == String {
    /// What a rule sets, by its name.
    static var target: Self {
        ScalarType("a target such as lead.email or fields.title", schema: WholeKeys.target) { text throws(Mismatch) in
            guard !text.isEmpty else { throw Mismatch() }
            return text
        }
    }
}

extension ScalarType where Value == Duration {
    /// For how long equal content is the same click.
    static var echoWindow: Self { .duration(.seconds(1) ... .seconds(60)) }
    /// For how long a key names the same event.
    static var keyWindow: Self { .duration(.seconds(1) ... .seconds(30 * 86_400)) }
}
