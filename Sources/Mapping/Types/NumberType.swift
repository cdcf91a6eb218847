import BoardCRM

/// `number`: a decimal number with a point, and an exponent or none; it keeps its text.
///
/// White space round it, a plus and zeros before it are taken off; `.5` becomes `0.5`, `5.` becomes `5`.
enum NumberType {
    static func read(_ piece: Piece) -> FieldValue? {
        let number = piece.trimmedASCII
        // The common case needs no second text.
        if let plain = NumberText(number.string) { return FieldValue(plain) }
        var bytes = number.bytes[number.range]
        var written: [UInt8] = []
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            bytes.removeFirst()
            if sign == UInt8(ascii: "-") { written.append(sign) }
        }
        let whole = bytes.prefix(while: ASCII.isDigit)
        bytes = bytes.dropFirst(whole.count)
        let significant = whole.drop { $0 == UInt8(ascii: "0") }
        written += significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant)
        var fraction = bytes.prefix(0)
        if bytes.first == UInt8(ascii: ".") {
            fraction = bytes.dropFirst().prefix(while: ASCII.isDigit)
            bytes = bytes.dropFirst(1 + fraction.count)
            if !fraction.isEmpty { written += [UInt8(ascii: ".")] + fraction }
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        return NumberText(String(decoding: written + bytes, as: UTF8.self)).map { FieldValue($0) }
    }
}
