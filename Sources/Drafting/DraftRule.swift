internal import BoardCRM
internal import Mapping

/// One rule of a draft, and what it saw.
struct DraftRule {
    enum Source {
        case path(String)
        case template(String)
    }

    /// The lead's attribute, or the board's alias.
    let target: String
    let source: Source
    var type: String?
    /// What the sample has there.
    let saw: String
    /// What the form calls it, where the path does not say so.
    var label: String?
    /// What else a person should know of it.
    var note: String?
    var maximumLength: Int?

    /// The rule itself.
    var definition: RuleDefinition {
        let place = PathTrial.place
        var rule: RuleDefinition
        switch source {
        case .path(let path): rule = RuleDefinition(.paths([Placed(path, at: place)]), at: place)
        case .template(let text): rule = RuleDefinition(.template(Placed(text, at: place)), at: place)
        }
        rule.type = type.map { Placed($0, at: place) }
        rule.maximumLength = maximumLength.map { Placed($0, at: place) }
        return rule
    }

    /// As it stands in the file, without its target.
    var text: String {
        switch source {
        case .path(let path) where parts.isEmpty: YAMLText.scalar(path)
        case .path(let path): "{ from: \(YAMLText.scalar(path))\(parts) }"
        case .template(let text): "{ template: \(YAMLText.quoted(text))\(parts) }"
        }
    }

    private var parts: String {
        (type.map { ", type: \($0)" } ?? "") + (maximumLength.map { ", max_length: \($0)" } ?? "")
    }

    var comment: String {
        let seen = saw.allSatisfy(\.isWhitespace) ? "empty in the sample" : "saw: \(YAMLText.comment(saw))"
        // Without a country a number stays as it was written.
        let isLocal = type == "phone" && !seen.isEmpty && !saw.hasPrefix("+") && saw.contains(where: \.isNumber)
        let told = (label.map { "\(YAMLText.comment($0)); \(seen)" } ?? seen) + (note.map { "; \($0)" } ?? "")
        return isLocal ? told + "; region: DE, or your country's code, makes it +49…" : told
    }
}
