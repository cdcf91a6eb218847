extension CaseFile {
    /// The parts of a case's text, each under a line that begins with three dashes.
    struct Parts {
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

        /// The next part, if it has this title.
        mutating func take(_ title: String) throws(Malformed) -> Part? {
            guard position < parts.count, parts[position].title == title else { return nil }
            position += 1
            return parts[position - 1]
        }

        /// The last part, which says what comes of it; nil where there is none.
        mutating func takeOutcome() throws(Malformed) -> (outcome: Outcome, lines: [String])? {
            guard position < parts.count else { return nil }
            let part = parts[position]
            guard let outcome = Outcome(rawValue: part.title) else {
                throw malformed(
                    "a part '\(part.title)' is not expected here; deal, refused and unmapped are", at: part.line)
            }
            guard position == parts.count - 1 else {
                throw malformed("nothing is expected behind the part '\(part.title)'", at: parts[position + 1].line)
            }
            return (outcome, part.lines)
        }

        /// The line of the next part's title.
        var nextLine: Int { position < parts.count ? parts[position].line : max(1, allLines.count) }

        /// The lines before the next part.
        var linesSoFar: [String] {
            position < parts.count ? Array(allLines[..<(parts[position].line - 1)]) : allLines
        }

        func malformed(_ message: String, at line: Int) -> Malformed {
            Malformed(description: "\(file):\(line): \(message)")
        }
    }
}
