/// Words as names are written: `ada o'neill-öberg` becomes `Ada O'Neill-Öberg`.
///
/// A word begins behind what is no letter, mark or digit; behind an apostrophe only after a single letter (`O'Neill`, but `don't`). Its first
/// letter becomes a capital; the others become small where none of them is small already, so that `McDonald` stays as it is.
enum TitleCase {
    static func map(_ piece: Piece) -> Piece {
        var written = String.UnicodeScalarView()
        var word: [Unicode.Scalar] = []
        for scalar in piece.string.unicodeScalars {
            if isPartOfWord(scalar) {
                word.append(scalar)
            } else if isApostrophe(scalar), word.count > 1 {
                word.append(scalar)
            } else {
                append(word, to: &written)
                word.removeAll(keepingCapacity: true)
                written.append(scalar)
            }
        }
        append(word, to: &written)
        return Piece(String(written))
    }

    private static func append(_ word: [Unicode.Scalar], to written: inout String.UnicodeScalarView) {
        guard let first = word.first else { return }
        written.append(contentsOf: first.properties.titlecaseMapping.unicodeScalars)
        let rest = word.dropFirst()
        let isMixed = rest.contains { $0.isASCII ? $0.value >= 0x61 && $0.value <= 0x7A : $0.properties.isLowercase }
        for scalar in rest {
            if isMixed {
                written.append(scalar)
            } else {
                written.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "\u{2019}" }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ASCII.isLetter(UInt8(ascii: scalar)) || ASCII.isDigit(UInt8(ascii: scalar)) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark,
            .enclosingMark, .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }
}
