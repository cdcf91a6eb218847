/// A name taken apart into words that can be compared: small letters, without accents.
struct Words {
    /// `q3_firstName` is `first`, `name`; what only numbers it is left out.
    let words: [String]

    init(_ text: String) {
        var words: [String] = []
        var word = ""
        var isAfterSmall = false
        for character in text {
            guard character.isLetter || character == "'" || character == "’" || character == "ʼ" else {
                if !word.isEmpty { words.append(word) }
                (word, isAfterSmall) = ("", false)
                continue
            }
            if character.isUppercase, isAfterSmall {
                words.append(word)
                word = ""
            }
            isAfterSmall = character.isLowercase
            word += Self.folded(character)
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    /// All of it in one, as `firstname` is written too.
    var joined: String { words.joined() }

    func has(_ any: Set<String>) -> Bool {
        any.contains(joined) || words.contains(where: any.contains)
            // `WhatsApp`, `phone number`.
            || zip(words, words.dropFirst()).contains { any.contains($0 + $1) }
    }

    private static func folded(_ character: Character) -> String {
        var folded = ""
        for scalar in String(character).lowercased().unicodeScalars {
            switch scalar {
            case "\u{300}"..."\u{36F}", "'", "’", "ʼ": break
            case "à", "á", "â", "ã", "ä", "å", "ą": folded += "a"
            case "æ": folded += "ae"
            case "ç", "ć", "č": folded += "c"
            case "è", "é", "ê", "ë", "ę": folded += "e"
            case "ğ": folded += "g"
            case "ì", "í", "î", "ï", "ı": folded += "i"
            case "ł": folded += "l"
            case "ñ", "ń": folded += "n"
            case "ò", "ó", "ô", "õ", "ö", "ø": folded += "o"
            case "ś", "ş", "š": folded += "s"
            case "ß": folded += "ss"
            case "ù", "ú", "û", "ü": folded += "u"
            case "ý", "ÿ": folded += "y"
            case "ź", "ż", "ž": folded += "z"
            case "ё": folded += "е"
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}
