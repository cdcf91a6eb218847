import Bridge
import Mapping

/// Reads `languages/TAG.yaml`.
struct LanguageReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// The language in `root`, with the texts of `fallback` where it has none; nil, with complaints, when anything is wrong.
    func language(tag: String, in root: Node, fallback: PageLanguage?) -> PageLanguage? {
        let before = log.count
        guard var reader = MappingReader(root, LanguageKeys.shape, log: log) else { return nil }
        let isRightToLeft = reader.value(LanguageKeys.direction) ?? false
        var texts: [PageText: String] = [:]
        for (text, key) in LanguageKeys.texts {
            guard let written = reader.placed(key) else { continue }
            complain(of: written, as: text)
            texts[text] = written.value
        }
        reader.finish()
        guard log.count == before else { return nil }
        return PageLanguage(tag: tag, isRightToLeft: isRightToLeft, texts: texts, fallback: fallback)
    }

    /// A placeholder that nothing is put into would be shown as it stands.
    private func complain(of written: Placed<String>, as text: PageText) {
        var rest = written.value[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            if !text.placeholders.contains(name) {
                let known = text.placeholders.map { "{\($0)}" }.joined(separator: ", ")
                log.add(
                    "\(Quoted("{\(name)}")) is no placeholder of this text; "
                        + (known.isEmpty ? "it has none" : "it has \(known)"), at: written.place)
            }
            rest = rest[close...].dropFirst()
        }
    }
}
