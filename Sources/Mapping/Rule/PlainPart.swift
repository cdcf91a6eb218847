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
        var ready = texts
        guard !template.paths.isEmpty, add(template.parts, to: &parts, &ready) else { return nil }
        texts = ready
        return parts
    }

    /// False where a separator stands that may be left out: one is written between two texts or values, and never two of them.
    private static func add(_ template: [Template.Part], to parts: inout [PlainPart], _ texts: inout [UInt8]) -> Bool {
        var isSeparated = false
        for (index, part) in template.enumerated() {
            var isSeparator = false
            switch part {
            case .text(let text): add(text, to: &parts, &texts)
            case .end(let text):
                if isSeparated { return false }
                add(text, to: &parts, &texts)
            case .separator(let text):
                if isSeparated || index == 0 { return false }
                add(text, to: &parts, &texts)
                isSeparator = true
            case .value(let value, let before, let after):
                guard value.transforms.isEmpty, let field = value.path.plainField else { return false }
                add(before, to: &parts, &texts)
                parts.append(PlainPart(text: 0..<0, name: field))
                add(after, to: &parts, &texts)
            case .group(let before, let inner, let after):
                add(before, to: &parts, &texts)
                if !add(inner, to: &parts, &texts) { return false }
                add(after, to: &parts, &texts)
            }
            isSeparated = isSeparator
        }
        return !isSeparated
    }

    private static func add(_ text: [UInt8], to parts: inout [PlainPart], _ texts: inout [UInt8]) {
        if text.isEmpty { return }
        var writer = JSONWriter()
        writer.string(utf8: text[...])
        let start = texts.count
        texts += writer.bytes.dropFirst().dropLast()
        parts.append(PlainPart(text: start..<texts.count, name: nil))
    }
}
