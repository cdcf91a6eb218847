import Mapping

/// A text that stands as a path, and that people write for something else.
enum PlainWord {
    /// What stands where a path is written down.
    enum Position {
        /// A bare rule for anything.
        case rule
        /// A bare rule for the id of a column or a lead.
        case identifier
        /// One of the paths of `from`.
        case source
    }

    /// Why a text cannot be meant as it stands; nil for one that can.
    static func complaint(of scalar: Node.Scalar, in position: Position) -> String? {
        // What came from outside is not repeated.
        if scalar.isSubstituted { return nil }
        let text = scalar.text
        if scalar.isPlain {
            if hasComment(text) { return "a comment has a space before its #" }
            if let last = text.last, last == "," || last == ";" {
                return "this '\(last)' would be a part of the name; take it away"
            }
            if text.first == "$", text.count > 1, text.dropFirst().utf8.allSatisfy(\.isWordByte) {
                return
                    "\(Quoted(text)) names no field; write ${\(text.dropFirst())} for an environment variable, or \(text.dropFirst()) for a field"
            }
        }
        if let complaint = SeveralPaths.complaint(of: text, in: position) { return complaint }
        if position == .identifier, text.contains(" "), isName(text) {
            let line = "{ from: topic, choices: { \"\(text)\": 1287 } }"
            return
                "\(Quoted(text)) is read as a field's name; if it is a title, write the number that the board has for it, or by a field: \(line)"
        }
        return nil
    }

    private static func hasComment(_ text: String) -> Bool {
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x20, before == UInt8(ascii: "#") { return true }
            before = byte
        }
        return false
    }

    /// What a bare rule is read as, where that is most likely not meant; nil where it is. For words that are no constant.
    static func warning(of scalar: Node.Scalar, in position: Position) -> String? {
        // What came from outside is not repeated.
        guard scalar.isPlain, !scalar.isSubstituted else { return nil }
        let word = scalar.text
        // Made for the few that are told of.
        var read: String { "\(Quoted(word)) is read as the field called \(word)" }
        if position == .identifier, word.utf8.allSatisfy(\.isWordByte) {
            return "\(read), which holds the number; write the number itself, or { from: \(word) } if that is meant"
        }
        var quoted: String { "or \"\(word)\" in quotes for the field" }
        if word.utf8.count <= longestAnswer, let answer = RuleVocabulary.boolean(word) {
            return "\(read); write { value: \(answer) } for a constant, \(quoted)"
        }
        if word == "~" || word.utf8.count == 4 && word.lowercased() == "null" {
            return "\(read); to send nothing take the line away, or write \"\(word)\" in quotes for the field"
        }
        if isNumberLike(word) { return "\(read); write { value: \"\(word)\" } for a constant, \(quoted)" }
        return word.contains(" ") && isName(word)
            ? "\(read); write { value: \"\(word)\" } for the text itself, \(quoted)" : nil
    }

    /// No word for yes or no is longer, in bytes.
    private static let longestAnswer = 10

    /// Whether nothing in it has a meaning in a path.
    private static func isName(_ text: String) -> Bool { !text.contains { #".[]()"\"#.contains($0) } }

    /// `+49301234`, `007`, `1,5`, `2027-01-31`, `12:30`: a digit, perhaps behind a sign, and then nothing but digits and what stands between them.
    private static func isNumberLike(_ word: String) -> Bool {
        let unsigned = word.first == "+" || word.first == "-" ? word.dropFirst() : word[...]
        guard let first = unsigned.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return unsigned.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || " .,:/()-_".utf8.contains(byte)
        }
    }
}

extension UInt8 {
    /// A letter of ASCII, a digit, `-` or `_`.
    fileprivate var isWordByte: Bool {
        self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 26 || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
