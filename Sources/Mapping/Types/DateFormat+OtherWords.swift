extension DateFormat {
    /// The format that a person meant who wrote it as another program or another language does: `TT.MM.JJJJ`, `%d.%m.%Y`, `d.m.Y`,
    /// `dd/MM/yyyy`. nil where none of them makes a format of it.
    static func meant(by text: String) -> String? {
        let candidates =
            [percents(text)]
            + [german, french, spanish, russian, unicode, small, php].map { words in
                translated(text, by: words)
            }
        return candidates.lazy.compactMap(\.self).first { (try? DateFormat(parsing: $0)) != nil }
    }

    private static let german = with(["TT": "DD", "T": "D", "MM": "MM", "M": "M", "JJJJ": "YYYY", "JJ": "YY"])
    private static let french = with(["JJ": "DD", "J": "D", "MM": "MM", "M": "M", "AAAA": "YYYY", "AA": "YY"])
    private static let spanish = with(["DD": "DD", "D": "D", "MM": "MM", "M": "M", "AAAA": "YYYY", "AA": "YY"])
    private static let russian = with(["ДД": "DD", "Д": "D", "ММ": "MM", "М": "M", "ГГГГ": "YYYY", "ГГ": "YY"])
    /// Small letters throughout, as forms show them beside their fields.
    private static let small = ["dd": "DD", "d": "D", "mm": "MM", "m": "M", "yyyy": "YYYY", "yy": "YY"]
    /// The pattern letters of Unicode (UTS 35), which Java, Swift and .NET have too.
    private static let unicode = [
        "dd": "DD", "d": "D", "MM": "MM", "M": "M", "MMM": "MMM", "MMMM": "MMMM", "yyyy": "YYYY", "yy": "YY",
        "y": "YYYY",
        "HH": "HH", "H": "H", "hh": "hh", "h": "h", "mm": "mm", "ss": "ss", "a": "A", "tt": "A",
    ]
    private static let php = [
        "d": "DD", "j": "D", "m": "MM", "n": "M", "M": "MMM", "F": "MMMM", "Y": "YYYY", "y": "YY", "H": "HH", "G": "H",
        "h": "hh", "g": "h", "i": "mm", "s": "ss", "A": "A", "a": "A",
    ]
    private static let strftime = [
        "d": "DD", "e": "D", "m": "MM", "b": "MMM", "B": "MMMM", "Y": "YYYY", "y": "YY", "H": "HH", "I": "hh",
        "M": "mm", "S": "ss", "p": "A", "z": "Z", "F": "YYYY-MM-DD", "T": "HH:mm:ss", "R": "HH:mm",
    ]

    /// A language's letters for days, and the hours that all have.
    private static func with(_ days: [String: String]) -> [String: String] {
        days.merging(["HH": "HH", "H": "H", "hh": "HH", "h": "H", "mm": "mm", "ss": "ss"]) { own, _ in own }
    }

    /// Each run of one letter by its word; nil where there is none for one of them.
    private static func translated(_ text: String, by words: [String: String]) -> String? {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            rest = rest[run.endIndex...]
            guard first.isLetter else {
                result += run
                continue
            }
            guard let word = words[String(run)] else { return nil }
            result += word
        }
        return result
    }

    /// `%d.%m.%Y`, as C's strftime has it.
    private static func percents(_ text: String) -> String? {
        guard text.contains("%") else { return nil }
        var result = ""
        var rest = text[...]
        while let first = rest.popFirst() {
            guard first == "%" else {
                // Letters of its own would be read as a field.
                if first.isLetter { return nil }
                result.append(first)
                continue
            }
            guard let letter = rest.popFirst(), let word = strftime[String(letter)] else { return nil }
            result += word
        }
        return result
    }
}
