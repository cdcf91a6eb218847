import Mapping

/// `email, mail` or `email || mail` where one path stands, and `email|lower`, as templates have it.
enum SeveralPaths {
    /// What to write instead; nil for what is one path.
    static func complaint(of text: String, in position: PlainWord.Position) -> String? {
        guard text.utf8.contains(where: { ",;|".utf8.contains($0) }) else { return nil }
        for separator in ["||", "|", ",", ";"] {
            let parts = parts(of: text, by: separator)
            guard parts.count > 1, parts.allSatisfy(isPath) else { continue }
            let several = "[\(parts.joined(separator: ", "))]"
            if separator == "|", parts.dropFirst().allSatisfy(RuleVocabulary.transforms.contains) {
                let rest = parts.dropFirst().joined(separator: ", ")
                return "a path has no transforms; write { from: \(parts[0]), transform: [\(rest)] }"
            }
            return "this is read as one name; for the first of several that is not empty write "
                + (position == .source ? several : "{ from: \(several) }")
        }
        return nil
    }

    private static func parts(of text: String, by separator: String) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Names without blanks, and points between them.
    private static func isPath(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
            && text.contains(where: \.isLetter)
    }
}
