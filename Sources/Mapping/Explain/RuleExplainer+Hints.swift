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
