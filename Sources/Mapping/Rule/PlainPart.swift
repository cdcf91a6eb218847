import Wire

/// A part of a template all of whose values are fields of flat names: a text, or a field's value. It holds nothing that is counted.
struct PlainPart: Sendable {
    /// A text, ready for JSON, among the form's ready texts; empty for a field.
    let text: Range<Int>
    /// The field.
    let name: ShortFieldName?

    /// The parts of a template where every value is there: then every text of it stays. Nil where one may take more than a look.
    static func parts(of template: Template, texts: inout [UInt8]) -> [PlainPart]? {
        var parts: [PlainPart] = []
        var ready: [UInt8] = []
        // A separator is written once something follows, and never two of them.
        var isSeparated = false
        func add(_ text: [UInt8]) {
            if text.isEmpty { return }
            var writer = JSONWriter()
            writer.string(utf8: text[...])
            let quoted = writer.bytes
            let start = texts.count + ready.count
            ready += quoted.dropFirst().dropLast()
            parts.append(PlainPart(text: start..<texts.count + ready.count, name: nil))
        }
        for part in template.parts {
            switch part {
            case .text(let text): add(text)
            case .end(let text):
                if isSeparated { return nil }
                add(text)
            case .separator(let text):
                if isSeparated || parts.isEmpty { return nil }
                add(text)
                isSeparated = true
                continue
            case .value(let value, let before, let after):
                guard value.transforms.isEmpty, let field = value.path.plainField else { return nil }
                add(before)
                parts.append(PlainPart(text: 0..<0, name: field))
                add(after)
            case .group: return nil
            }
            isSeparated = false
        }
        guard !isSeparated, !template.paths.isEmpty else { return nil }
        texts += ready
        return parts
    }
}
