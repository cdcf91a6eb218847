internal import BoardCRM
internal import Mapping
internal import Wire

/// What is wrong with a submission, in the form's own field names, as JSON: the same array in an answer and in the store.
enum ProblemList {
    /// - Parameter language: what a visitor reads; nil for the rules' own words.
    static func append(_ problems: [Problem], to writer: inout JSONWriter, in language: PageLanguage? = nil) {
        writer.beginArray()
        for problem in problems {
            writer.beginObject()
            writer.key("field")
            writer.string(problem.field)
            writer.key("message")
            writer.string(
                language.map { ProblemWords.text(of: problem, in: $0, label: FieldLabel.text) } ?? problem.message)
            writer.endObject()
        }
        writer.endArray()
    }

    /// One line for a list: field names and what they need, never what they held.
    static func reason(_ problems: [Problem]) -> String {
        "the form's rules do not fit: " + problems.map { "\($0.field) \($0.message)" }.joined(separator: "; ")
    }

    /// The targets for the log, each once. What a visitor calls a file is no word of ours.
    static func targets(_ problems: [Problem]) -> String {
        var names: [String] = []
        for problem in problems {
            let isFile = problem.target.steps.first == "files"
            let name = isFile ? "files" : problem.target.description
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }

    static func json(_ problems: [Problem]) -> [UInt8] {
        var writer = JSONWriter()
        append(problems, to: &writer)
        return writer.bytes
    }
}
