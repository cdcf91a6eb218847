internal import Wire

/// Words as names are written: `ada o'neill-öberg` becomes `Ada O'Neill-Öberg`.
///
/// A word begins behind what is no letter, mark or digit; behind an apostrophe only after a single letter (`O'Neill`, but `don't`). Its first
/// letter becomes a capital; the others become small where none of them is small already, so that `McDonald` stays as it is.
enum TitleCase {
    static func map(_ piece: Piece) -> Piece {
        var written: [UInt8] = []
        written.reserveCapacity(piece.range.count + 16)
        var word: [Unicode.Scalar] = []
        for scalar in piece.string.unicodeScalars {
            if isPartOfWord(scalar) {
                word.append(scalar)
            } else if isApostrophe(scalar), word.count > 1 {
                word.append(scalar)
            } else {
                append(word, to: &written)
                word.removeAll(keepingCapacity: true)
                append(scalar, to: &written)
            }
        }
        append(word, to: &written)
        return Piece(written)
    }

    private static func append(_ word: [Unicode.Scalar], to written: inout [UInt8]) {
        guard let first = word.first else { return }
        LetterCase.title.append(first, to: &written)
        let rest = word.dropFirst()
        let isMixed = rest.contains { $0.isASCII ? $0.value >= 0x61 && $0.value <= 0x7A : $0.properties.isLowercase }
        for scalar in rest {
            if isMixed {
                append(scalar, to: &written)
            } else {
                LetterCase.lower.append(scalar, to: &written)
            }
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to written: inout [UInt8]) {
        if scalar.isASCII {
            written.append(UInt8(ascii: scalar))
        } else {
            written += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
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
