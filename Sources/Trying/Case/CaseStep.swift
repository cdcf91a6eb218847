public import Bridge

/// One post of a case, and what comes of it.
public struct CaseStep: Sendable {
    /// The query, without its question mark.
    public let query: String?
    /// The header lines.
    public let fields: [String]
    /// What the content is: as the header lines say, else as `boardbridge map` guesses.
    public let contentType: String
    /// The content.
    public let content: [UInt8]
    /// What comes of it; of a list that `each` takes apart, of each element. Empty where the case does not say yet.
    public internal(set) var results: [CaseFile.Result] = []
    /// What is fetched for each of these, where something is.
    public internal(set) var answers: [CaseAnswer?] = []
    /// The post as it is written.
    let lines: [String]

    init(_ part: CaseParts.Part, of parts: CaseParts) throws(CaseFile.Malformed) {
        lines = part.lines
        var rest = part.lines[...]
        query = rest.first.flatMap { $0.hasPrefix("?") ? String($0.dropFirst()) : nil }
        if query != nil { rest.removeFirst() }
        let written: ArraySlice<String>
        if let first = rest.first, !first.isEmpty, !Self.isField(first) {
            // No header line at all: the content stands at once.
            (fields, written) = ([], rest)
        } else {
            guard let blank = rest.firstIndex(of: "") else {
                throw parts.malformed("no empty line between the post's header lines and its content", at: part.line)
            }
            (fields, written) = (Array(rest[..<blank]), rest[(blank + 1)...])
        }
        contentType =
            Self.value(of: "content-type", in: fields)
            ?? MappingTrial.guess(Array(written.joined(separator: "\n").utf8))
        let type = contentType.lowercased()
        let separator = type.contains("multipart/") ? "\r\n" : type.contains("urlencoded") ? "" : "\n"
        content = Array(written.joined(separator: separator).utf8)
    }

    /// What is fetched for the submission of that place.
    func answer(_ index: Int) -> CaseAnswer? { answers.indices.contains(index) ? answers[index] : nil }

    /// The post that it makes.
    public var post: MappingTrial.Post {
        MappingTrial.Post(
            content: content, contentType: contentType, query: Array((query ?? "").utf8),
            fields: fields.compactMap(Self.split))
    }

    private static func value(of name: String, in fields: [String]) -> String? {
        fields.lazy.compactMap(split).first { $0.name.lowercased() == name }?.value
    }

    /// Whether a line begins as a header line does: a token and a colon (RFC 9110, 5.1).
    private static func isField(_ line: String) -> Bool {
        let name = line.prefix { $0 != ":" }
        return !name.isEmpty && name.endIndex < line.endIndex
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0)) }
    }

    private static func split(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return (name: String(line[..<colon]), value: String(value))
    }
}
