/// A person's name in its two parts: what people call them, and the rest.
///
/// `Ada King Lovelace` is `Ada` and `King Lovelace`, so that no word is lost; `Lovelace, Ada King` is `Ada King` and `Lovelace`.
/// One word alone is a first name.
struct PersonName {
    let first: Piece
    let last: Piece

    init(_ written: Piece) {
        let name = written.trimmed
        let span = name.bytes.span
        let nothing = Piece(name.bytes, name.range.lowerBound..<name.range.lowerBound)
        var comma: Int?
        var commas = 0
        var end: Int?
        var position = name.range.lowerBound
        while position < name.range.upperBound {
            let length = WhiteSpace.length(in: span, at: position, before: name.range.upperBound)
            if length > 0, end == nil { end = position }
            if span[position] == UInt8(ascii: ",") {
                commas += 1
                comma = position
            }
            position += max(1, length)
        }
        if commas == 1, let comma {
            let before = Piece(name.bytes, name.range.lowerBound..<comma).trimmed
            let after = Piece(name.bytes, comma + 1..<name.range.upperBound).trimmed
            if !before.range.isEmpty, !after.range.isEmpty {
                (first, last) = (after.squeezed, before.squeezed)
                return
            }
        }
        guard let end else {
            (first, last) = (name, nothing)
            return
        }
        first = Piece(name.bytes, name.range.lowerBound..<end)
        last = Piece(name.bytes, end..<name.range.upperBound).trimmed.squeezed
    }
}
