internal import Wire

/// `boolean`: yes or no in the words of programs and of many languages, in any case.
///
/// `on` is what a browser sends for a box that is ticked and has no value of its own; for one that is not it sends nothing.
enum BooleanType {
    private static let yes = [
        "true", "yes", "on", "1", "checked", "ja", "да", "da", "oui", "sí", "si", "sì", "sim", "tak", "так", "evet",
        "ano", "áno", "igen", "kyllä",
        "jah", "jā", "taip", "ναι", "نعم", "כן", "是", "はい", "예", "네", "có", "ya", "иә",
    ]
    private static let no = [
        "false", "no", "off", "0", "unchecked", "nein", "нет", "nu", "non", "não", "nao", "nie", "ні", "hayır", "hayir",
        "hayi̇r", "ne", "не", "nem", "ei",
        "nē", "nee", "nej", "nei", "όχι", "لا", "לא", "否", "不", "いいえ", "아니요", "아니오", "không", "tidak", "жоқ",
    ]

    private static let words: [[UInt8]: Bool] = {
        var words: [[UInt8]: Bool] = [:]
        for word in yes { words[Array(word.utf8)] = true }
        for word in no { words[Array(word.utf8)] = false }
        return words
    }()
    private static let usual: [(word: [UInt8], value: Bool)] = [
        (Array("on".utf8), true), (Array("1".utf8), true), (Array("true".utf8), true), (Array("yes".utf8), true),
        (Array("false".utf8), false),
        (Array("0".utf8), false),
    ]
    private static let longest = 20

    static func read(_ piece: Piece) throws(Mismatch) -> Bool {
        let text = piece.trimmed
        for (word, value) in usual where text.equals(word) { return value }
        if text.range.count <= longest {
            let word = LetterCase.lower.map(text)
            if let value = words[Array(word.bytes[word.range])] { return value }
        }
        throw Mismatch("is neither yes nor no")
    }
}
