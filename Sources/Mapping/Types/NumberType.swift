import BoardCRM

/// `number`: a decimal number as people or programs write it (`DecimalReader`); a currency's sign may stand beside it.
///
/// Each digit is kept. A plus and zeros before it are left out; `.5` becomes `0.5`, `5.` becomes `5`.
enum NumberType {
    static func read(_ piece: Piece, _ mark: DecimalMark) throws(Mismatch) -> FieldValue {
        if mark != .comma, let plain = plain(piece) { return plain }
        do throws(DecimalReader.Failure) {
            let number = try DecimalReader.read(piece, mark, isMoney: false)
            if let text = NumberText(number.text) { return FieldValue(text) }
            throw DecimalReader.Failure.noNumber
        } catch {
            switch error {
            case .noNumber: throw Mismatch("is not a number; something like 25 or 1500.50 is expected")
            case .ambiguous: throw Mismatch(ambiguous)
            case .tooLarge:
                throw Mismatch("is a number too large; at most 300 digits before the point are expected")
            case .tooSmall:
                throw Mismatch("is a number too small; at most 300 digits behind the point are expected")
            }
        }
    }

    /// What nearly every program sends: digits, and perhaps a point and digits that can be no thousands.
    private static func plain(_ piece: Piece) -> FieldValue? {
        let number = piece.trimmedASCII
        let span = number.bytes.span
        guard number.range.count <= 40 else { return nil }
        var point: Int?
        for index in number.range {
            if span[index] == UInt8(ascii: "."), point == nil {
                point = index
            } else if !ASCII.isDigit(span[index]) {
                return nil
            }
        }
        if let point, number.range.upperBound - point == 4 { return nil }
        return NumberText(number.string).map { FieldValue($0) }
    }

    static let ambiguous = "may mean thousands or a fraction; something like 1500 or 1.50 is expected"
}
