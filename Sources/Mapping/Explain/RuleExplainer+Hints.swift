import BoardCRM
import Wire

extension RuleExplainer {
    /// What was most likely meant where the post has a field that the rule passes by, or where a text stands as a path.
    func hint(_ paths: [Explanation.TriedPath]) -> String? {
        if case .constant(let constant) = definition.source {
            switch constant.value {
            case .text: return nil
            case .integer, .number, .boolean: return hint(constant: constant.value.plainText)
            }
        }
        for path in paths where path.finding == .nothing && path.path.contains(".") && hasField(path.path) {
            return
                "the post has a field called \(path.path): in a path, a name with dots stands in quotes, '\"\(path.path)\"'"
        }
        if let flat = paths.lazy.filter({ $0.finding == .nothing }).compactMap({ hint(flat: $0.path) }).first {
            return flat
        }
        if case .paths(let written) = definition.source, written.count == 1, definition.defaultValue == nil,
            let path = paths.first, path.finding == .nothing, path.path.contains(" "), !path.path.contains("[")
        {
            let none = "the post has no field called \(path.path)"
            return switch target {
            case .lead, .field: "\(none); for that text itself write { value: \"\(path.path)\" }"
            case .columnID, .leadID:
                "\(none); if it is a title, write the number that the board has for it, or choose one by a field: { from: topic, choices: { sales: 1287 }, default: 1290 }"
            case .deadline: "\(none); a fixed time is written { value: 2030-01-31T14:30 }"
            }
        }
        return nil
    }

    /// `quiz[q=Name].a` of a form: its fields have flat names, and no elements to pick from.
    private func hint(flat path: String) -> String? {
        guard case .fields(let fields) = trial.part.payload,
            let parsed = try? PathParser.parse(path, names: trial.names),
            parsed.root == .payload || parsed.root == .whole,
            parsed.steps.contains(where: { if case .match = $0 { true } else { false } }),
            case .member(let first)? = parsed.steps.first
        else { return nil }
        let word = String(decoding: first.bytes, as: UTF8.self)
        let picks = "\(path) picks an element of a list in JSON, and this post is a form, whose fields have flat names"
        var names: [String] = []
        for name in fields.entries.map({ fields.name(of: $0) }) where name.lowercased().hasPrefix(word.lowercased()) {
            if !names.contains(name) { names.append(name) }
        }
        guard let one = names.first else { return "\(picks); none of them begins with \(word)" }
        let shown = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
        let example = names.first { $0.contains("[") && $0.hasSuffix("]") } ?? one
        return "\(picks): \(shown); write one as it is, such as '\(example)'"
    }

    /// `message: 8` is the number 8, also where there is a field of that name.
    private func hint(constant name: String) -> String? {
        switch target {
        case .columnID, .leadID: nil
        case .lead, .field, .deadline:
            hasField(name) ? "this sends \(name) itself; for the field called \(name) write \"\(name)\" in quotes" : nil
        }
    }

    /// Whether the payload has exactly this field.
    private func hasField(_ name: String) -> Bool {
        guard !name.contains("\""), !name.contains("\\"), let path = try? PathParser.parse("\"\(name)\"") else {
            return false
        }
        var resolver = trial.resolver
        switch resolver.locate(path) {
        case .nothing: return false
        case .piece(let piece): return !piece.isBlank && resolver.namesLike(path).isEmpty
        case .number, .list, .group, .notJSON: return resolver.namesLike(path).isEmpty
        }
    }
}
