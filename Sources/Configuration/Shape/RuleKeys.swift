import Mapping

/// The keys of a rule, each with the manual's words about it.
enum RuleKeys {
    static let from = ListKey("from", of: .text("a path"), "a path, or several: the first that is not empty")
    static let value = FreeKey("value", .text, "a constant")
    static let template = Key("template", .text("a text with {paths}"), "text with paths in braces")
    static let jq = Key(
        "jq", .text("a jq program"),
        "a program of the jq language, run on what was posted; for what the rest cannot say")
    static let takes = ListKey(
        "takes", of: .text("a path"),
        "for jq: the paths to what the program takes of the post, so that rest does not tell it again; default: what its text says, .a.b or .a[].b",
        mayBeEmpty: true)
    static let type = Key(
        "type", .text("a type such as text or email"), "what the value must be, and is made into; default: text",
        schema: .words(RuleVocabulary.types))
    static let required = Key("required", .boolean, "true: a post without it is refused")
    static let defaultValue = FreeKey(
        "default", .text, "what is sent when nothing came, or nothing that choices knows")
    static let transform = FreeKey(
        "transform", TransformReader.schema, "what is done to the text, in this order, such as trim or slice(0, 10)")
    static let choices = FreeKey("choices", .table(values: .text), "a table from what comes to what is sent")
    static let maximumLength = Key(
        "max_length", .integer(1...1_000_000), "the longest text that is sent, in characters, 1 to 1000000")
    static let overflow = Key(
        "overflow", .text("cut, refuse or comment"),
        "what becomes of a longer one: cut (with an ellipsis), refuse, or comment: cut, and in full where rest goes; default: comment where there is a rest, else cut",
        schema: .words(RuleVocabulary.overflows))
    static let overflowTarget = Key(
        "overflow_to", .target, "for comment: where the whole text goes; default: where rest goes")
    static let region = Key(
        "region", .text("a country such as DE"),
        "for phone: the country whose numbers need no country code, such as DE",
        schema: .form("[A-Za-z]{2}"))
    static let zone = Key(
        "zone", .text("a time zone such as Europe/Berlin"),
        "for date and datetime: the time zone of what comes without one, and of what is sent, such as Europe/Berlin")
    static let fromZone = Key(
        "from_zone", .text("a time zone such as Europe/Berlin"),
        "for date and datetime: the time zone of what comes without one, where it is another than zone")
    static let format = ListKey(
        "format", of: .text("a format such as DD.MM.YYYY"),
        "for date and datetime: how they are written, such as DD.MM.YYYY HH:mm; of several the first that fits")
    static let decimal = Key(
        "decimal", .text("point, comma or auto"),
        "for integer, number and money: what stands before a fraction, point, comma or auto (the default)",
        schema: .words(RuleVocabulary.decimals))
    static let separator = Key(
        "separator", .text("what stands between a list's texts"),
        "for list: what stands between its texts where they are sent as one; default: a comma and a space")

    /// Where a rule's value comes from: one of them.
    static let sources = [from.name, value.name, template.name, jq.name]

    static let shape = Shape(
        "a rule",
        [
            from, value, template, jq, takes, type, required, defaultValue, transform, choices, maximumLength, overflow,
            overflowTarget, region, zone, fromZone, format, decimal, separator,
        ])

    /// What is described once: a rule in any of its forms, and the one that is a mapping.
    static let definitions: [(name: String, schema: Schema)] = [
        ("rule", .either([.text, .named("mapping")])), ("mapping", .mapping(shape)),
    ]

    /// A rule whose constant is an id.
    static let identifier = Schema.either([.integer(1...Int.max), .string, .named("mapping")])
}
