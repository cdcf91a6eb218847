/// A word for addresses: small letters of ASCII and digits, with a hyphen for what is between: `Zoë’s Café` becomes `zoes-cafe`.
enum Slug {
    /// More than this is no word; so much of a text is read, in scalars, and so long is what comes of it, in characters.
    static let longest = 100

    static func make(_ piece: Piece) -> Piece {
        let head = String(
            String.UnicodeScalarView(piece.trimmed.prefix(4 * longest).string.unicodeScalars.prefix(longest)))
        var written: [UInt8] = []
        var isGap = false
        for byte in Transliterator.latin.map(head).utf8 {
            if ASCII.isLetter(byte) || ASCII.isDigit(byte) {
                if isGap, !written.isEmpty { written.append(UInt8(ascii: "-")) }
                isGap = false
                written.append(ASCII.lowered(byte))
            } else if byte != UInt8(ascii: "'") {
                isGap = true
            }
        }
        guard written.count > longest else { return Piece(written) }
        // Cut between words where there are any.
        let cut = written.prefix(longest)
        let end = written[longest] == UInt8(ascii: "-") ? longest : cut.lastIndex(of: UInt8(ascii: "-")) ?? longest
        return Piece(Array(cut.prefix(end)))
    }
}
