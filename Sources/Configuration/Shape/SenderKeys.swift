import Bridge

/// The keys of `senders/NAME.yaml`.
enum SenderKeys {
    static let description = Key("description", .text("a line that describes the sender"), "one line for people")
    static let accepts = ListKey<SenderPreset.ContentType>("accepts", of: .word, "what it may send", isNeeded: true)
    static let onInvalid = Key<InvalidPolicy>("on_invalid", .word, "refuse or keep", isNeeded: true)
    static let respond = Key<SenderPreset.ResponseStyle>("respond", .word, "redirect or json", isNeeded: true)

    static let dedupe = SectionKey("dedupe", SenderDedupeKeys.shape, "when equal content is one post; default: never")

    static let verify = SectionKey("verify", VerifyKeys.shape, "how it proves itself; a form adds its secret")
    static let handshake = SectionKey("handshake", HandshakeKeys.shape, "how it tries the address before it posts")
    static let fetch = SectionKey(
        "fetch", FetchKeys.shape, "how what it only announces is fetched; a form adds its token")
    static let id = ListKey(
        "id", of: .text("a path"),
        "the value, or the values together, that name one event; a form's dedupe: key replaces it")

    static let rest = ListKey(
        "rest", of: .text("a path"),
        "where visitors' words stand: a form's rest tells nothing else, unless it says within; default: everywhere")

    static let paths = FreeKey(
        "paths", .table(values: .either([.text, .mapping(AnswersKeys.shape)])),
        "short names that paths may begin with: a path, in which a * stands for what follows the name, or a list of answers"
    )

    static let shape = Shape(
        "a sender's preset",
        [
            description, accepts, onInvalid, respond, dedupe, verify, handshake, fetch, id, WholeKeys.each,
            WholeKeys.ignoreIf, rest, paths,
        ])
}

/// The keys of a list of questions and answers under `paths` of a sender.
enum AnswersKeys {
    static let list = Key("list", .text("a path to a list"), "where the list is", isNeeded: true)
    static let by = ListKey(
        "by", of: .text("a path in an element"), "what names a question in an element; the first that fits counts",
        isNeeded: true)
    static let value = Key(
        "value", .text("a path in an element"), "where the answer is; default: what the element's type names, or value")
    static let titles = SectionKey("titles", TitlesKeys.shape, "where questions have their titles, if not in the list")

    static let shape = Shape("a list of answers, such as { list: data.fields, by: label }", [list, by, value, titles])
}

/// The keys under `titles` of a list of answers.
enum TitlesKeys {
    static let list = Key("list", .text("a path to a list"), "where the list of questions is", isNeeded: true)
    static let by = Key("by", .text("a path in an element"), "what a question is called there", isNeeded: true)
    static let key = Key("key", .text("a path in an element"), "what else names it there", isNeeded: true)
    static let to = Key("to", .text("a path in an element"), "and in its answer", isNeeded: true)

    static let shape = Shape("a list of questions", [list, by, key, to])
}
