/// The ways in which a rule may change a text before its type reads it. This is the table: names, what they do, examples.
enum Transform: String, CaseIterable, Sendable {
    /// Takes white space (Unicode's) off both ends.
    case trim
    /// Makes each run of white space, line breaks too, one space.
    case squeeze
    /// Makes letters small, by Unicode's default rules.
    case lower
    /// Makes letters capital, by Unicode's default rules.
    case upper

    /// What goes in and what comes out.
    var example: (before: String, after: String) {
        switch self {
        case .trim: ("  Ada Lovelace \n", "Ada Lovelace")
        case .squeeze: ("Ada \n  Lovelace", "Ada Lovelace")
        case .lower: ("ADA Ö", "ada ö")
        case .upper: ("ada ß", "ADA SS")
        }
    }

    /// The text after the change.
    func apply(to piece: Piece) -> Piece {
        switch self {
        case .trim: Transform.trim(piece)
        case .squeeze: Transform.squeeze(piece)
        case .lower: Piece(piece.string.lowercased())
        case .upper: Piece(piece.string.uppercased())
        }
    }

    private static func trim(_ piece: Piece) -> Piece {
        let trimmed = piece.trimmedASCII
        guard let first = trimmed.bytes[trimmed.range].first, let last = trimmed.bytes[trimmed.range].last,
            first >= 0x80 || last >= 0x80
        else { return trimmed }
        // No-break spaces and their kin are more than one byte.
        var text = trimmed.string[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return Piece(Array(text.utf8))
    }

    private static func squeeze(_ piece: Piece) -> Piece {
        let span = piece.bytes.span
        var isSqueezed = true
        var wasSpace = false
        for index in piece.range {
            let byte = span[index]
            // Beyond ASCII there are other spaces, and letters of several scalars.
            if byte >= 0x80 { return Piece(squeeze(piece.string)) }
            let isSpace = ASCII.isSpace(byte)
            if isSpace, wasSpace || byte != 0x20 { isSqueezed = false }
            wasSpace = isSpace
        }
        // Nearly every value is as it should be already.
        return isSqueezed ? piece : Piece(squeeze(piece.string))
    }

    private static func squeeze(_ text: String) -> String {
        var squeezed = ""
        squeezed.reserveCapacity(text.utf8.count)
        var isInRun = false
        for character in text {
            if !character.isWhitespace {
                squeezed.append(character)
            } else if !isInRun {
                squeezed.append(" ")
            }
            isInRun = character.isWhitespace
        }
        return squeezed
    }
}
