public import Bridge

/// A text file that shows one thing: a post as a sender makes it, and what comes of it. `Tests/Golden/README.md` says how it is written.
public struct CaseFile: Sendable {
    /// What comes of a post; the raw value is the title of the part that says so.
    public enum Outcome: String, CaseIterable, Sendable {
        /// The CRM is sent a deal.
        case deal
        /// The sender is told what is wrong, and nothing is kept.
        case refused
        /// It is kept, with what is wrong.
        case unmapped
    }

    /// Why a text is no case, with its line.
    public struct Malformed: Error, CustomStringConvertible {
        /// `contact.cases/long.case:3: no empty line before the content`.
        public let description: String
    }

    /// The file's name without its ending.
    public let name: String
    /// The words before the first part: what the case shows.
    public let words: String
    /// The rules, where the case brings its own.
    public let form: String?
    /// The query, without its question mark.
    public let query: String?
    /// The header lines of the post.
    public let fields: [String]
    /// The content of the post.
    public let content: [UInt8]
    /// What comes of it; nil where the case does not say yet.
    public let outcome: Outcome?
    /// The deal as it is written, or a line for each thing that is wrong.
    public let expected: String
    /// The lines before the outcome's part.
    private let beginning: [String]

    /// Reads a case.
    /// - Parameters:
    ///   - name: the file's name without its ending.
    ///   - file: the file as messages name it.
    public init(name: String, file: String, text: String) throws(Malformed) {
        var parts = Parts(text: text, file: file)
        words = parts.words.joined(separator: "\n")
        form = try parts.take("form")?.lines.joined(separator: "\n")
        guard let post = try parts.take("post") else {
            throw parts.malformed("expected the part '--- post'", at: parts.nextLine)
        }
        var lines = post.lines[...]
        query = lines.first.flatMap { $0.hasPrefix("?") ? String($0.dropFirst()) : nil }
        if query != nil { lines.removeFirst() }
        guard let blank = lines.firstIndex(of: "") else {
            throw parts.malformed("no empty line between the post's header lines and its content", at: post.line)
        }
        fields = Array(lines[..<blank])
        guard let type = Self.value(of: "content-type", in: fields)?.lowercased() else {
            throw parts.malformed("the post has no line 'Content-Type: …'", at: post.line)
        }
        let separator = type.contains("multipart/") ? "\r\n" : type.contains("urlencoded") ? "" : "\n"
        content = Array(lines[(blank + 1)...].joined(separator: separator).utf8)
        beginning = parts.linesSoFar
        if let last = try parts.takeOutcome() {
            outcome = last.outcome
            expected = last.lines.joined(separator: "\n")
        } else {
            (outcome, expected) = (nil, "")
        }
        self.name = name
    }

    /// The post that the case makes.
    public var post: MappingTrial.Post {
        MappingTrial.Post(
            content: content, contentType: Self.value(of: "content-type", in: fields) ?? "",
            query: Array((query ?? "").utf8),
            fields: fields.compactMap { line in
                Self.split(line).map { (name: $0.name, value: $0.value) }
            })
    }

    /// The case's text with another outcome, all else as it is.
    public func text(with outcome: Outcome, _ expected: String) -> String {
        var lines = beginning
        while lines.last == "" { lines.removeLast() }
        return (lines + ["--- \(outcome.rawValue)", expected]).joined(separator: "\n") + "\n"
    }

    private static func value(of name: String, in fields: [String]) -> String? {
        fields.lazy.compactMap(split).first { $0.name.lowercased() == name }?.value
    }

    private static func split(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return (String(line[..<colon]), String(value))
    }
}
