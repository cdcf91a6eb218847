import Bridge
import Mapping

/// Reads `senders/NAME.yaml`.
struct SenderReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// The preset in `root`; nil, with complaints, when anything is wrong.
    func preset(named name: String, in root: Node) -> SenderPreset? {
        let before = log.count
        guard var reader = MappingReader(root, SenderKeys.shape, log: log) else { return nil }
        let description = reader.value(SenderKeys.description) ?? ""
        let accepts = reader.list(SenderKeys.accepts)
        let onInvalid = reader.value(SenderKeys.onInvalid)
        let respond = reader.value(SenderKeys.respond)
        let echo = echo(&reader)
        reader.unsupported("verify", "handshake", "id", "ignore_if", "each", "paths")
        reader.finish()
        if log.count == before {
            if accepts == nil { reader.missing("accepts", "write what it may send, such as [urlencoded, json]") }
            if onInvalid == nil { reader.missing("on_invalid", "write refuse or keep") }
            if respond == nil { reader.missing("respond", "write redirect or json") }
        }
        guard log.count == before, let accepts, let onInvalid, let respond else { return nil }
        return SenderPreset(
            name: name, description: description, accepts: accepts.map(\.value), onInvalid: onInvalid, respond: respond,
            echo: echo)
    }

    private func echo(_ reader: inout MappingReader) -> Duration? {
        guard var section = reader.section(SenderKeys.dedupe) else { return nil }
        let window = section.value(SenderDedupeKeys.window)
        section.finish()
        if !section.has("window") { section.missing("window", "write a duration such as 10s") }
        return window
    }
}
