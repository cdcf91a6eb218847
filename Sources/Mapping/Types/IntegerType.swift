import BoardCRM

/// `integer`: digits with a sign or none, and a fraction of one or two zeros at most (`25`, `-3`, `+7`, `007`, `25.0`, `25.00`).
///
/// `1.000` is refused: it is one to some and a thousand to others.
/// White space round it is taken off. A number beyond 64 bits keeps its text.
enum IntegerType {
    static func read(_ piece: Piece) -> FieldValue? {
        let digits = piece.trimmedASCII
        let bytes = digits.bytes.span
        var position = digits.range.lowerBound
        var end = digits.range.upperBound
        guard position < end else { return nil }
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
        if let fraction = zeroFraction(bytes, position..<end) { end = fraction }
        guard position < end else { return nil }
        var value: Int64 = 0
        var overflows = false
        for index in position..<end {
            guard ASCII.isDigit(bytes[index]) else { return nil }
            let (tenfold, first) = value.multipliedReportingOverflow(by: 10)
            // Counted below zero where it is negative, since Int64 reaches one further there.
            let digit = Int64(bytes[index] - 0x30)
            let (sum, second) = tenfold.addingReportingOverflow(isNegative ? -digit : digit)
            overflows = overflows || first || second
            value = sum
        }
        return overflows
            ? NumberType.read(Piece(digits.bytes, digits.range.lowerBound..<end)) : .integer(value)
    }

    /// Where `.0` or `.00` begins, if the digits end so.
    private static func zeroFraction(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.upperBound
        while start > range.lowerBound, bytes[start - 1] == UInt8(ascii: "0") { start -= 1 }
        guard start > range.lowerBound, (1...2).contains(range.upperBound - start),
            bytes[start - 1] == UInt8(ascii: ".")
        else {
            return nil
        }
        return start - 1
    }
}
