/// The parts of a case's text, each under a line that begins with three dashes.
struct CaseParts {
    struct Part {
        let title: String
        /// The number of its title's line, from 1.
        let line: Int
        var lines: [String] = []
    }

    let file: String
    /// What stands before the first part.
    let words: [String]
    private let allLines: [String]
    private let parts: [Part]
    private var position = 0

    init(text: String, file: String) {
        self.file = file
        // One character to Swift, a line break of either kind.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        if lines.last == "" { lines.removeLast() }
        allLines = lines
        var words: [String] = []
        var parts: [Part] = []
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("--- ") {
                parts.append(Part(title: String(line.dropFirst(4)), line: index + 1))
            } else if parts.isEmpty {
                words.append(line)
            } else {
                parts[parts.count - 1].lines.append(line)
            }
        }
        self.words = words
        self.parts = parts
    }

    /// The next part.
    var next: Part? { position < parts.count ? parts[position] : nil }

    /// The next part, if it has this title; it is passed over.
    mutating func take(_ title: String) -> Part? {
        guard let part = next, part.title == title else { return nil }
        position += 1
        return part
    }

    /// The next part, if it says what comes of a post.
    mutating func takeResult() -> (outcome: CaseFile.Outcome, part: Part)? {
        guard let part = next, let outcome = CaseFile.Outcome(title: part.title) else { return nil }
        position += 1
        return (outcome, part)
    }

    /// The line of the next part's title.
    var nextLine: Int { next?.line ?? max(1, allLines.count) }

    /// The lines before the next part.
    var linesSoFar: [String] { next.map { Array(allLines[..<($0.line - 1)]) } ?? allLines }

    func malformed(_ message: String, at line: Int) -> CaseFile.Malformed {
        CaseFile.Malformed(description: "\(file):\(line): \(message)")
    }
}
