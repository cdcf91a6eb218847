import Bridge

/// The keys of `senders/NAME.yaml`.
enum SenderKeys {
    static let description = Key("description", .text("a line that describes the sender"), "one line for people")
    static let accepts = ListKey<SenderPreset.ContentType>("accepts", of: .word, "what it may send", isNeeded: true)
    static let onInvalid = Key<InvalidPolicy>("on_invalid", .word, "refuse or keep", isNeeded: true)
    static let respond = Key<SenderPreset.ResponseStyle>("respond", .word, "redirect or json", isNeeded: true)

    static let dedupe = SectionKey("dedupe", SenderDedupeKeys.shape, "when equal content is one post; default: never")

    static let shape = Shape("a sender's preset", [description, accepts, onInvalid, respond, dedupe])
}
