public import Mapping

/// Shows complaints to a person on a terminal, each with its line and a mark under its place.
public struct ComplaintText: Sendable {
    private let files: [String: [UInt8]]
    private let inColour: Bool

    /// - Parameters:
    ///   - files: the files' content by the names that complaints give: `Configuration.Loading.files`.
    ///   - inColour: whether to use a terminal's colours (ECMA-48 SGR).
    public init(files: [String: [UInt8]], inColour: Bool = false) {
        self.files = files
        self.inColour = inColour
    }

    /// All complaints, and how many there are: lines that end in a line feed. Nothing for none.
    public func text(_ complaints: [Complaint]) -> String {
        guard !complaints.isEmpty else { return "" }
        return complaints.map(text).joined() + Self.count(complaints) + "\n"
    }

    /// How many there are of each kind: `2 complaints, 1 warning`.
    public static func count(_ complaints: [Complaint]) -> String {
        let kinds: [(Complaint.Severity, one: String, many: String)] = [
            (.error, "complaint", "complaints"), (.warning, "warning", "warnings"),
            (.unknown, "thing not known", "things not known"),
        ]
        return kinds.compactMap { severity, one, many in
            let count = complaints.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
        }.joined(separator: ", ")
    }

    /// One complaint: its own line, the file's line, the mark.
    ///
    ///     forms/contact.yaml:7:3: unknown key 'colum_id'; did you mean 'column_id'?
    ///       7 |   colum_id: 1287
    ///         |   ^
    public func text(_ complaint: Complaint) -> String {
        let head = "\(bold("\(complaint.place):")) \(complaint.text)\n"
        guard let content = files[complaint.place.file],
            let excerpt = LineExcerpt(line: complaint.place.line, column: complaint.place.column, of: content)
        else { return head }
        let number = String(complaint.place.line)
        let margin = String(repeating: " ", count: number.utf8.count)
        return head + "  \(number) | \(excerpt.text)\n" + "  \(margin) | \(excerpt.indent)\(mark(complaint))\n"
    }

    private func bold(_ text: String) -> String { inColour ? "\u{1b}[1m\(text)\u{1b}[0m" : text }
    private func mark(_ complaint: Complaint) -> String {
        // Red for what is wrong, yellow for what may be.
        inColour ? "\u{1b}[1;\(complaint.severity == .error ? 31 : 33)m^\u{1b}[0m" : "^"
    }
}
