import BoardCRM

/// What to do about a value that a rule refuses, for whoever writes rules by a post of their own: the value is shown.
extension RuleExplainer {
    func hint(_ result: Explanation.Result, _ paths: [Explanation.TriedPath]) -> String? {
        guard case .problem = result else { return nil }
        var parts = RuleDefinition(definition.source, at: definition.place)
        parts.transforms = definition.transforms
        guard case .value(let value) = trial.outcome(of: parts) else { return nil }
        if !definition.choices.isEmpty { return hint(choosing: value.plainText) }
        switch definition.type?.value ?? target.onlyTypes.first?.rawValue {
        case ValueType.Name.date.rawValue, ValueType.Name.dateTime.rawValue: return hint(dating: value.plainText)
        default: return nil
        }
    }

    private func hint(dating text: String) -> String? {
        let shape = DateFormat.shape(of: text)
        let came = "\"\(text.prefix(60))\" came"
        let written = definition.formats.map(\.value)
        let meant = DateFormat.guesses(for: text)
        // A word alone is no date in any format.
        guard text.contains(where: \.isNumber) else { return nil }
        guard let first = meant.first else {
            if let almost = DateFormat.guesses(for: text, takesAnyDay: true).first {
                // By its own format the problem says so itself.
                return written.contains(almost)
                    ? nil : "\(came), a day that its month does not have, in format: \(almost)"
            }
            return "\(came), which has the shape \(shape); write it as a format, such as format: DD.MM.YYYY HH:mm"
        }
        let all = written + [first]
        // What has a comma or a colon in it is quoted in YAML's lists.
        let list =
            all.count == 1
            ? Self.quoted(first) : "[" + all.map(Self.quoted).joined(separator: ", ") + "]"
        let other = meant.dropFirst().first.map { ", or \($0) if the month comes first" } ?? ""
        return "\(came), which has the shape \(shape); write format: \(list)\(other)"
    }

    private static func quoted(_ format: String) -> String {
        format.contains { ":,[]".contains($0) } ? "\"\(format)\"" : format
    }

    /// Of a list, those that the table does not have.
    private func hint(choosing text: String) -> String? {
        var parts = RuleDefinition(definition.source, at: definition.place)
        parts.transforms = definition.transforms
        let elements =
            definition.type?.value == ValueType.Name.list.rawValue
            ? trial.elements(of: parts) : [text]
        let known = definition.choices.map(\.from.value)
        guard let culprit = elements.first(where: { !known.contains($0) }) else { return nil }
        let shown = "\"\(culprit.prefix(60))\" came, for which 'choices' has no line"
        let plain = { (text: String) in
            text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        guard let like = known.first(where: { plain($0) == plain(culprit) }) else {
            let near = NearestWord.find(culprit, among: known).map { "; did you mean '\($0)'?" }
            return shown + (near ?? "; add one, or a default")
        }
        return plain(like) == like && definition.transforms.isEmpty
            ? "\(shown); transform: [squeeze, trim, lower] makes it '\(like)'"
            : "\(shown), but for case and blanks it is '\(like)'; write it as it comes"
    }
}
