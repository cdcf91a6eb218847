/// A text file that shows one thing: posts as a sender makes them, and what comes of each. `Tests/Golden/README.md` says how it is written.
public struct CaseFile: Sendable {
    /// What comes of a post; the raw value is the title of the part that says so.
    public enum Outcome: String, CaseIterable, Sendable {
        /// The CRM is sent a deal.
        case deal
        /// The sender is told what is wrong, and nothing is kept.
        case refused
        /// It is kept, with what is wrong.
        case unmapped
        /// It is kept and makes no deal, as the form wants it.
        case discarded
        /// It repeats an earlier post, and is not kept again.
        case duplicate

        /// The outcome that a part's title says; `ignored` is another word for `discarded`, as the sender is told it.
        init?(title: String) {
            self.init(rawValue: title == "ignored" ? Self.discarded.rawValue : title)
        }
    }

    /// One thing that comes of a post.
    public struct Result: Sendable, Hashable {
        /// What it is.
        public var outcome: Outcome
        /// The deal as JSON, a line for each thing that is wrong, or why it makes no deal.
        public var text: String

        /// A result with its text.
        public init(_ outcome: Outcome, _ text: String) {
            self.outcome = outcome
            self.text = text
        }
    }

    /// Why a text is no case, with its line.
    public struct Malformed: Error, CustomStringConvertible {
        /// `contact.cases/long.case:3: no empty line between …`.
        public let description: String
    }

    /// The file's name without its ending.
    public let name: String
    /// The words before the first part: what the case shows.
    public let words: String
    /// The rules, where the case brings its own.
    public let form: String?
    /// The posts in their order, at least one.
    public let steps: [CaseStep]
    /// The lines before the first post.
    private let beginning: [String]

    /// Reads a case.
    /// - Parameters:
    ///   - name: the file's name without its ending.
    ///   - file: the file as messages name it.
    public init(name: String, file: String, text: String) throws(Malformed) {
        var parts = CaseParts(text: text, file: file)
        self.name = name
        words = parts.words.joined(separator: "\n")
        form = parts.take("form")?.lines.joined(separator: "\n")
        beginning = parts.linesSoFar
        var steps: [CaseStep] = []
        while let post = parts.take("post") {
            var step = try CaseStep(post, of: parts)
            while true {
                let answer = parts.take("fetched").map { CaseAnswer($0) }
                guard let (outcome, part) = parts.takeResult() else {
                    // One whose outcome is not said yet.
                    if let answer { step.answers.append(answer) }
                    break
                }
                step.results.append(Result(outcome, part.lines.joined(separator: "\n")))
                step.answers.append(answer)
            }
            steps.append(step)
        }
        guard !steps.isEmpty else { throw parts.malformed("expected the part '--- post'", at: parts.nextLine) }
        if let rest = parts.next {
            let known = Outcome.allCases.map(\.rawValue).joined(separator: ", ")
            throw parts.malformed(
                "a part '\(rest.title)' is not expected here; \(known), fetched and post are", at: rest.line)
        }
        self.steps = steps
    }

    /// The case's text with other results for each of its posts, all else as it is.
    public func text(with results: [[Result]]) -> String {
        var lines = beginning
        for (step, results) in zip(steps, results) {
            lines += ["--- post"] + step.lines
            while lines.last == "" { lines.removeLast() }
            for (index, result) in results.enumerated() {
                if let answer = step.answer(index) { lines += ["--- fetched"] + answer.lines }
                lines += ["--- \(result.outcome.rawValue)"] + (result.text.isEmpty ? [] : [result.text])
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
