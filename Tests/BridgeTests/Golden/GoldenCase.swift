import Foundation
import Testing

/// One file of `Tests/Golden`: rules, a post, and what comes of it. Its README says how it is written.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    enum Outcome: String, CaseIterable {
        case deal, refused, unmapped, discarded, duplicate
    }

    /// One post and what comes of it; of a list that `each` takes apart, of each element.
    struct Step: Sendable {
        /// The query, without its question mark.
        let query: String?
        let fields: [String]
        let content: [UInt8]
        /// Each with the deal as it is written, or the lines of what is wrong.
        var outcomes: [(outcome: Outcome, text: String)] = []
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    /// The file's name without its ending, which is the form's name.
    let name: String
    let form: String
    /// The posts, in their order.
    let steps: [Step]

    var testDescription: String { name }

    init(name: String, text: String) throws(Malformed) {
        func malformed(_ message: String) -> Malformed { Malformed(description: "\(name).case: \(message)") }
        let (words, parts) = Self.parts(of: text)
        guard words.contains(where: { !$0.isEmpty }) else { throw malformed("it does not say what it shows") }
        guard parts.count >= 3, parts[0].title == "form" else {
            throw malformed("expected the parts form, post and what comes of it")
        }
        var steps: [Step] = []
        for part in parts.dropFirst() {
            if part.title == "post" {
                do throws(Malformed) {
                    steps.append(try Self.post(part.lines))
                } catch {
                    throw malformed(error.description)
                }
            } else if let outcome = Outcome(rawValue: part.title), !steps.isEmpty {
                steps[steps.count - 1].outcomes.append((outcome, part.lines.joined(separator: "\n")))
            } else {
                throw malformed("no part '\(part.title)' is expected here")
            }
        }
        guard steps.allSatisfy({ !$0.outcomes.isEmpty }) else { throw malformed("a post without what comes of it") }
        self.name = name
        form = parts[0].lines.joined(separator: "\n")
        self.steps = steps
    }

    private static func post(_ all: [String]) throws(Malformed) -> Step {
        var lines = all[...]
        let query = lines.first.flatMap { $0.hasPrefix("?") ? String($0.dropFirst()) : nil }
        if query != nil { lines.removeFirst() }
        guard let blank = lines.firstIndex(of: "") else {
            throw Malformed(description: "no empty line before the content")
        }
        let fields = Array(lines[..<blank])
        guard let type = fields.first(where: { $0.lowercased().hasPrefix("content-type:") })?.lowercased() else {
            throw Malformed(description: "no Content-Type")
        }
        let separator = type.contains("multipart/") ? "\r\n" : type.contains("urlencoded") ? "" : "\n"
        return Step(
            query: query, fields: fields, content: Array(lines[(blank + 1)...].joined(separator: separator).utf8))
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
