import Bridge
import Mapping

/// Reads `senders/NAME.yaml`.
struct SenderReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// The file's words; nil, with complaints, when anything is wrong.
    func file(named name: String, in root: Node) -> SenderFile? {
        let before = log.count
        guard var reader = MappingReader(root, SenderKeys.shape, log: log) else { return nil }
        let description = reader.value(SenderKeys.description) ?? ""
        let accepts = reader.list(SenderKeys.accepts)
        let onInvalid = reader.value(SenderKeys.onInvalid)
        let respond = reader.value(SenderKeys.respond)
        let echo = echo(&reader)
        let verify = reader.member(SenderKeys.verify.name)?.value
        if let verify { _ = VerifyReader(log: log, isForm: false).verifier(verify) }
        let handshake = reader.member(SenderKeys.handshake.name)?.value
        if let handshake { _ = HandshakeReader(log: log, isForm: false).handshake(handshake) }
        let fetch = reader.member(SenderKeys.fetch.name)?.value
        if let fetch { _ = FetchReader(log: log, isForm: false).fetch(fetch) }
        var whole = WholeDefinition()
        whole.each = reader.placed(WholeKeys.each)
        whole.ignoreIf =
            reader.member(WholeKeys.ignoreIf.name).map { ConditionReader(log: log).conditions($0.value) } ?? []
        whole.dedupeKey = reader.list(SenderKeys.id) ?? []
        whole.within = reader.list(SenderKeys.rest) ?? []
        let shortcuts = reader.member(SenderKeys.paths.name).map { ShortcutReader(log: log).shortcuts($0.value) } ?? []
        reader.finish()
        if log.count == before {
            if accepts == nil { reader.missing("accepts", "write what it may send, such as [urlencoded, json]") }
            if onInvalid == nil { reader.missing("on_invalid", "write refuse or keep") }
            if respond == nil { reader.missing("respond", "write redirect or json") }
        }
        guard log.count == before, let accepts, let onInvalid, let respond else { return nil }
        let preset = SenderPreset(
            name: name, description: description, accepts: accepts.map(\.value), onInvalid: onInvalid, respond: respond,
            echo: echo)
        return SenderFile(
            preset: preset, verify: verify, handshake: handshake, fetch: fetch, whole: whole, shortcuts: shortcuts)
    }

    private func echo(_ reader: inout MappingReader) -> Duration? {
        guard var section = reader.section(SenderKeys.dedupe) else { return nil }
        let window = section.value(SenderDedupeKeys.window)
        section.finish()
        if !section.has("window") { section.missing("window", "write a duration such as 10s") }
        return window
    }
}
