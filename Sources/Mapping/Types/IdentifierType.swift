import BoardCRM

/// `id`: a whole number of at least 1, in digits.
enum IdentifierType {
    static func read(_ piece: Piece) throws(Mismatch) -> Identifier {
        // Ids are not written with marks between thousands: `1,287` is two of them.
        let text = piece.trimmedASCII
        let isPlain = text.bytes[text.range].allSatisfy {
            ASCII.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+")
        }
        if isPlain, case .integer(let value)? = try? IntegerType.read(text, .point),
            let identifier = Identifier(value)
        {
            return identifier
        }
        throw Mismatch("is not an id; a whole number of at least 1 is expected")
    }
}
