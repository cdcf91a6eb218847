internal import Mapping
internal import Wire

/// What is wrong with a submission, in the form's own field names, as JSON: the same array in an answer and in the store.
enum ProblemList {
    static func append(_ problems: [Problem], to writer: inout JSONWriter) {
        writer.beginArray()
        for problem in problems {
            writer.beginObject()
            writer.key("field")
            writer.string(problem.field)
            writer.key("message")
            writer.string(problem.message)
            writer.endObject()
        }
        writer.endArray()
    }

    /// One line for a list: field names and what they need, never what they held.
    static func reason(_ problems: [Problem]) -> String {
        "the form's rules do not fit: " + problems.map { "\($0.field) \($0.message)" }.joined(separator: "; ")
    }

    static func json(_ problems: [Problem]) -> [UInt8] {
        var writer = JSONWriter()
        append(problems, to: &writer)
        return writer.bytes
    }
}
