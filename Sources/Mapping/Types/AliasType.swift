import BoardCRM

/// `alias`: the short name of a board's field, 1 to 15 of `A-Z a-z 0-9 _ -`; upper and lower case differ.
enum AliasType {
    static func read(_ piece: Piece) throws(Mismatch) -> Piece {
        let name = piece.trimmedASCII
        // An alias has at most 15 bytes: nothing longer is worth a String.
        guard name.range.count <= 15, Alias(name.string) != nil else {
            throw Mismatch("is not an alias; 1 to 15 of A-Z a-z 0-9 _ - are expected")
        }
        return name
    }
}
