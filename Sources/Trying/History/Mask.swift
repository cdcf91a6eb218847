/// Makes what a person wrote unreadable and leaves the kind of a change to be seen: `Ada Lovelace` is `Axx Lxxxxxxx`, `(202) 555-0147` is
/// `(###) ###-####`, `ada@Example.com` is `axx@Exxxxxx.cxx`.
///
/// Words that stand in the form's own file are the form's and no visitor's: they stay.
public struct Mask: Sendable {
    private let known: Set<String>
    /// No more of a text is shown, in characters.
    private static let longest = 60

    /// A mask that lets the words of a form's file through, but for those of its comments, which may quote a sample.
    public init(form: String) {
        var known: Set<String> = []
        for line in form.split(whereSeparator: \.isNewline) {
            let end = line.firstRange(of: " #")?.lowerBound ?? line.endIndex
            guard !line.hasPrefix("#") else { continue }
            // A number is never known: it could as well be a part of someone's phone number.
            for part in Self.parts(of: line[..<end]) where part.isWord && part.text.contains(where: \.isLetter) {
                known.insert(part.text)
            }
        }
        self.known = known
    }

    /// The text as it may be shown.
    public func masked(_ text: String) -> String {
        var output = ""
        for part in Self.parts(of: text.prefix(Self.longest + 1)) {
            output += part.isWord && !known.contains(part.text) ? Self.masked(word: part.text) : part.text
        }
        return output.count > Self.longest ? output.prefix(Self.longest) + "…" : output
    }

    private static func masked(word: String) -> String {
        // Of a short word the first letter says too much: it is half a name in some scripts.
        let keepsFirst = word.count > 2
        var output = ""
        for (offset, character) in word.enumerated() {
            if Self.isDigit(character) {
                output += "#"
            } else if offset == 0, keepsFirst {
                output.append(character)
            } else {
                output += character.isUppercase ? "X" : "x"
            }
        }
        return output
    }

    /// A digit of any script; `京` is a number too, and a letter.
    private static func isDigit(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .decimalNumber
    }

    private struct Part {
        let text: String
        let isWord: Bool
    }

    /// Words of letters and digits, and single characters between them.
    private static func parts(of text: some StringProtocol) -> [Part] {
        var parts: [Part] = []
        var word = ""
        for character in text {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            if !word.isEmpty { parts.append(Part(text: word, isWord: true)) }
            word = ""
            parts.append(Part(text: character.isNewline ? "⏎" : String(character), isWord: false))
        }
        if !word.isEmpty { parts.append(Part(text: word, isWord: true)) }
        return parts
    }
}
