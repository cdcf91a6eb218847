internal import Mapping

/// What is wrong with a field, in a visitor's language and as a sentence of its own, to stand beside the field.
///
/// The rules word a problem in English, to follow the field's name. Each of those wordings is known here by its beginning.
enum ProblemWords {
    /// - Parameter label: makes a field's name readable, for texts that name other fields.
    static func text(of problem: Problem, in language: PageLanguage, label: (String) -> String) -> String {
        // Which of several values it is can be seen at the field.
        var message = problem.message
        if message.hasSuffix(")"), let several = message.firstRange(of: " (value ") {
            message.removeSubrange(several.lowerBound...)
        }
        if message == "is required" { return language[.required] }
        if message.hasPrefix("is required, or ") {
            let others = message.dropFirst("is required, or ".count).split(separator: ", or ").map(String.init)
            let fields = [problem.field] + others
            return language(.requiredOneOf, "fields", fields.map(label).joined(separator: ", "))
        }
        if let count = between("is too long; at most ", " character", in: message) {
            return language(.tooLong, "count", count)
        }
        if let size = between("is too large a file; at most ", " are expected", in: message) {
            return language(.fileTooLarge, "size", size)
        }
        if let count = between("has too many files; at most ", " are expected", in: message) {
            return language(.fileCount, "count", count)
        }
        let kinds = "is not a file of an expected kind: "
        if message.hasPrefix(kinds) {
            return language(.fileType, "types", String(message.dropFirst(kinds.count)))
        }
        let choices = "is none of the values that are expected"
        if message == choices { return language[.choice] }
        if message.hasPrefix(choices + ": ") {
            return language(.choices, "choices", String(message.dropFirst(choices.count + 2)))
        }
        for (beginning, text) in plain where message.hasPrefix(beginning) {
            guard text.placeholders == ["example"] else { return language[text] }
            return language(text, "example", between("something like ", " is expected", in: message) ?? "2026-01-31")
        }
        return language[.other]
    }

    private static let plain: [(beginning: String, text: PageText)] = [
        ("is not an e-mail address", .email), ("is not a number", .number), ("is not a whole number", .wholeNumber),
        ("is a number too large", .numberSize), ("is a number too small", .numberSize),
        ("may mean thousands", .ambiguous),
        ("is not an amount of money", .money), ("is not a date or time", .dateTime), ("is not a date;", .date),
        ("is an empty file", .fileEmpty), ("is neither yes nor no", .yesOrNo), ("is not a web address", .url),
    ]

    private static func between(_ start: String, _ end: String, in text: String) -> String? {
        guard let from = text.firstRange(of: start), let to = text[from.upperBound...].firstRange(of: end) else {
            return nil
        }
        return String(text[from.upperBound..<to.lowerBound])
    }
}
