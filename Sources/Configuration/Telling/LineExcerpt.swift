/// One line of a file, fit for a terminal: secrets hidden, control characters shown as `·`, cut round the place when it is long.
struct LineExcerpt {
    /// The line as it is shown.
    let text: String
    /// What to write under it before the mark.
    let indent: String

    /// How many characters of a line are shown.
    private static let width = 100
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
        let characters =
            Self.belongsToSecret(line: line, of: content)
            ? whole.map { $0 == " " ? $0 : "•" } : Self.hidingSecrets(whole[...])
        guard characters.contains(where: { $0 != " " && $0 != "\t" }) else { return nil }
        let place = min(max(column - 1, 0), characters.count)
        let start = place < Self.width ? 0 : place - Self.width / 2
        let end = min(characters.count, start + Self.width)
        let shown = characters[start..<end]
        text = (start > 0 ? "…" : "") + String(shown) + (end < characters.count ? "…" : "")
        // A tab is as wide below as above.
        indent = (start > 0 ? " " : "") + String(shown.prefix(place - start).map { $0 == "\t" ? "\t" : " " })
    }

    static func line(_ number: Int, of content: [UInt8]) -> ArraySlice<UInt8>? {
        var rest = content[...]
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            rest = rest[(end + 1)...]
        }
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
