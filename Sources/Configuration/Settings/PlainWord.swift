/// A word without quotes that stands as a path, and that people write for something else.
enum PlainWord {
    /// Why a word cannot be meant as it stands; nil for one that can.
    static func complaint(of scalar: Node.Scalar) -> String? {
        if scalar.isPlain, !scalar.isSubstituted {
            if hasComment(scalar.text) { return "a comment has a space before its #" }
            if let last = scalar.text.last, last == "," || last == ";" {
                return "this '\(last)' would be a part of the name; take it away"
            }
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
    /// - Parameter isIdentifier: whether a number is expected, as for a column.
    static func warning(of scalar: Node.Scalar, isIdentifier: Bool = false) -> String? {
        // What came from outside is not repeated.
        guard scalar.isPlain, !scalar.isSubstituted else { return nil }
        let word = scalar.text
        let read = "\(Quoted(word)) is read as the field called \(word)"
        if isIdentifier, word.utf8.allSatisfy(\.isWordByte) {
            return "\(read), which holds the number; write the number itself, or { from: \(word) } if that is meant"
        }
        switch word.lowercased() {
        case "yes", "on", "true":
            return "\(read); write { value: true } for a constant, or \"\(word)\" in quotes for the field"
        case "no", "off", "false":
            return "\(read); write { value: false } for a constant, or \"\(word)\" in quotes for the field"
        case "null", "~":
            return "\(read); to send nothing take the line away, or write \"\(word)\" in quotes for the field"
        case _ where isNumberLike(word):
            return "\(read); write { value: \"\(word)\" } for a constant, or \"\(word)\" in quotes for the field"
        default: return nil
        }
    }

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
