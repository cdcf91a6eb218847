/// One line of a file, fit for a terminal: secrets hidden, control characters shown as `·`, cut round the place when it is long.
struct LineExcerpt {
    /// The line as it is shown.
    let text: String
    /// What to write under it before the mark.
    let indent: String

    /// How many characters of a line are shown.
    private static let width = 100
    /// A value after a key that holds one of these is hidden, even where the key is misspelt or stands elsewhere.
    private static let secretive = ["token", "password", "passwd", "secret", "toke", "pasword"]

    /// nil when the file has no such line, or nothing stands in it.
    init?(line: Int, column: Int, of content: [UInt8]) {
        guard let bytes = Self.line(line, of: content) else { return nil }
        let whole = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                scalar == "\t" ? "\t" : scalar == "\u{feff}" ? " " : "·"
            default: Character(scalar)
            }
        }
        let isSecret = Self.parent(ofLine: line, in: content).map(Self.namesSecret) ?? false
        let characters = isSecret ? whole.map { $0 == " " ? $0 : "•" } : Self.hidingSecrets(whole)
        guard characters.contains(where: { $0 != " " && $0 != "\t" }) else { return nil }
        let place = min(max(column - 1, 0), characters.count)
        let start = place < Self.width ? 0 : place - Self.width / 2
        let end = min(characters.count, start + Self.width)
        let shown = characters[start..<end]
        text = (start > 0 ? "…" : "") + String(shown) + (end < characters.count ? "…" : "")
        // A tab is as wide below as above.
        indent = (start > 0 ? " " : "") + String(shown.prefix(place - start).map { $0 == "\t" ? "\t" : " " })
    }

    private static func line(_ number: Int, of content: [UInt8]) -> ArraySlice<UInt8>? {
        var rest = content[...]
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            rest = rest[(end + 1)...]
        }
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    /// The nearest line above that is indented less: where the key of a value in lines of its own stands.
    private static func parent(ofLine number: Int, in content: [UInt8]) -> ArraySlice<UInt8>? {
        guard number > 1, let own = line(number, of: content) else { return nil }
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let depth = own.prefix(while: isSpace).count
        let above = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(number - 1)
        return above.last { line in
            let indent = line.prefix(while: isSpace).count
            return indent < depth && indent < line.count
        }
    }

    private static func namesSecret(_ line: ArraySlice<UInt8>) -> Bool {
        let lower = String(decoding: line, as: UTF8.self).lowercased()
        return secretive.contains { lower.firstRange(of: $0) != nil }
    }

    /// From the colon after a secret's key on, each character as `•`; a substitution stays, since it shows no value.
    private static func hidingSecrets(_ characters: [Character]) -> [Character] {
        let text = String(characters)
        let lower = text.lowercased()
        guard lower.count == characters.count else { return characters }
        var firstKey: Int?
        for word in secretive {
            if let range = lower.firstRange(of: word) {
                let index = lower.distance(from: lower.startIndex, to: range.lowerBound)
                firstKey = min(firstKey ?? index, index)
            }
        }
        guard let firstKey, let colon = characters[firstKey...].firstIndex(of: ":") else { return characters }
        let value = characters[(colon + 1)...].drop { $0 == " " || $0 == "\t" }
        if value.starts(with: "${"), !value.dropFirst(2).contains("$"), String(value).firstRange(of: ":-") == nil {
            return characters
        }
        return characters[..<value.startIndex] + value.map { _ in "•" }
    }
}
