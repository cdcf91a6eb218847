import Foundation
import Testing

/// One file of `Tests/Golden`: rules, a post, and what comes of it. Its README says how it is written.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    enum Outcome: String, CaseIterable {
        case deal, refused, unmapped
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    /// The file's name without its ending, which is the form's name.
    let name: String
    let form: String
    /// The query, without its question mark.
    let query: String?
    let fields: [String]
    let content: [UInt8]
    let outcome: Outcome
    /// The deal as it is written, or the lines of what is wrong.
    let expected: String

    var testDescription: String { name }

    init(name: String, text: String) throws(Malformed) {
        func malformed(_ message: String) -> Malformed { Malformed(description: "\(name).case: \(message)") }
        let (words, parts) = Self.parts(of: text)
        guard words.contains(where: { !$0.isEmpty }) else { throw malformed("it does not say what it shows") }
        guard parts.count == 3, parts[0].title == "form", parts[1].title == "post",
            let outcome = Outcome(rawValue: parts[2].title)
        else { throw malformed("expected the parts form, post and one of deal, refused and unmapped") }
        var lines = parts[1].lines[...]
        query = lines.first.flatMap { $0.hasPrefix("?") ? String($0.dropFirst()) : nil }
        if query != nil { lines.removeFirst() }
        guard let blank = lines.firstIndex(of: "") else { throw malformed("no empty line before the content") }
        fields = Array(lines[..<blank])
        guard let type = fields.first(where: { $0.lowercased().hasPrefix("content-type:") })?.lowercased() else {
            throw malformed("no Content-Type")
        }
        let separator = type.contains("multipart/") ? "\r\n" : type.contains("urlencoded") ? "" : "\n"
        self.name = name
        form = parts[0].lines.joined(separator: "\n")
        content = Array(lines[(blank + 1)...].joined(separator: separator).utf8)
        self.outcome = outcome
        expected = parts[2].lines.joined(separator: "\n")
    }

    private static func parts(of text: String) -> (words: [String], parts: [(title: String, lines: [String])]) {
        var words: [String] = []
        var parts: [(title: String, lines: [String])] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        for line in lines {
            if line.hasPrefix("--- ") {
                parts.append((String(line.dropFirst(4)), []))
            } else if parts.isEmpty {
                words.append(line)
            } else {
                parts[parts.count - 1].lines.append(line)
            }
        }
        return (words, parts)
    }

    /// Every file of the folder, in alphabetical order.
    static let all: Result<[GoldenCase], any Error> = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Golden").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".case") }
        return try files.sorted().map { file in
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            return try GoldenCase(name: String(file.dropLast(5)), text: text)
        }
    }
}
