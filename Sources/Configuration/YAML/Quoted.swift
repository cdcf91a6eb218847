/// Text from a file as a complaint shows it: in quotes, on one line, cut when it is long.
struct Quoted: CustomStringConvertible {
    private let text: String

    init(_ text: String) { self.text = text }

    var description: String {
        var shown = "'"
        for (index, character) in text.unicodeScalars.enumerated() {
            guard index < 60 else { return shown + "…'" }
            switch character {
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            // What moves a terminal's cursor or turns its text round is shown by its number.
            case _
            where character.properties.generalCategory == .control || character.properties.generalCategory == .format,
                "\u{2028}", "\u{2029}",
                // Nor does a space that is none look like one.
                _ where character != " " && character.properties.generalCategory == .spaceSeparator:
                shown += "\\u{\(String(character.value, radix: 16))}"
            default: shown.unicodeScalars.append(character)
            }
        }
        return shown + "'"
    }
}
