/// jq's own messages in words that may be shown: without data of a submission.
enum JQMessage {
    /// A compiler's message, which speaks of the program only: its first error, and the line of the program, from 1, if it has several.
    static func ofCompiler(_ text: String, program: String) -> (message: String, line: Int?) {
        let first = text.split(separator: "\n").first.map(String.init) ?? "it is no jq program"
        var message = first[...]
        if message.hasPrefix("jq: error: ") { message = message.dropFirst("jq: error: ".count) }
        guard let place = message.firstRange(of: " at <top-level>, line ") else { return (String(message), nil) }
        let line = program.contains("\n") ? Int(message[place.upperBound...].prefix { $0.isNumber }) : nil
        // What follows on this advises the users of a shell.
        message = message[..<place.lowerBound]
        if let shell = message.firstRange(of: " (Unix shell quoting issues?)") { message.removeSubrange(shell) }
        return (String(message).replacing("$end", with: "end of the program"), line)
    }

    /// A program's error on a submission. What stands in quotes or parentheses may be data; what is left is shown if jq itself may have
    /// written it, since `error(.email)` says what the program says.
    static func ofProgram(_ text: String) -> String? {
        var shown = ""
        var closing: Character?
        for character in text {
            if let end = closing {
                if character == end {
                    closing = nil
                    shown.append(end)
                }
                continue
            }
            shown.append(character)
            switch character {
            case "\"": closing = "\""
            case "'": closing = "'"
            case "(": closing = ")"
            default: continue
            }
            shown += "…"
        }
        let words = shown.split { !$0.isLetter }
        guard !words.isEmpty, words.allSatisfy({ own.contains($0.lowercased()) }), !shown.contains(where: \.isNumber)
        else { return nil }
        return shown
    }

    /// The words of libjq 1.6's messages.
    private static let own = Set(
        """
        a added an and are array arrays as at be been break boolean but by cannot check compared contain contained containment \
        divided divide delete derived divisor empty expression failed false field fields for from get halt has have in index indices \
        input inputs invalid is it iterate its json key keys length literal match matched multiplied must name no not null number \
        numbers numeric object objects of or out over parsed path path/1 position regex remainder sort sorted split start start/end \
        string strings subtracted that the to too true try use update value with zero slice unknown line while EOF column
        """.lowercased().split { !$0.isLetter }.map(String.init))
}
