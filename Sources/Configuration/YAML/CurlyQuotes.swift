/// Quotes as text programs put them in for straight ones: YAML takes them for letters.
struct CurlyQuotes {
    /// What is wrong and what to write.
    let message: String

    private static let all: Set<Character> = ["“", "”", "„", "‟", "‘", "’", "‚", "‛", "«", "»", "‹", "›"]

    /// Looks at a text without quotes of YAML's own; nil where none were meant.
    init?(in text: String) {
        guard let first = text.first, Self.all.contains(first), let last = text.last, Self.all.contains(last),
            text.count > 2
        else { return nil }
        let inner = text.dropFirst().dropLast()
        guard !inner.contains(where: { Self.all.contains($0) && $0 != "’" }) else { return nil }
        // A long text is not repeated.
        let shown = inner.count <= 60 && !inner.contains("\"") ? String(inner) : "…"
        message =
            "curly quotes are letters to YAML, and would be a part of the text; write \"\(shown)\", or '\(first)\(shown)\(last)' if they are meant"
    }

    /// Whether a value in a line begins with one: what libyaml stumbles over is then most likely behind it.
    static func column(in line: String) -> Int? {
        var previous: Character = " "
        var isBehindColon = false
        for (offset, character) in line.enumerated() {
            if all.contains(character), isBehindColon, previous == " " || "[{,".contains(previous) { return offset + 1 }
            if character == ":" { isBehindColon = true }
            previous = character
        }
        return nil
    }
}
