import BoardCRM

/// `integer`: a whole number of 64 bits, as people or programs write it (`DecimalReader`): `25`, `-3`, `007`, `1 500`, `25.00`.
///
/// A fraction has to be zeros.
enum IntegerType {
    static func read(_ piece: Piece, _ mark: DecimalMark) throws(Mismatch) -> FieldValue {
        if let plain = plain(piece) { return .integer(plain) }
        let number: DecimalReader.Number
        do throws(DecimalReader.Failure) {
            number = try DecimalReader.read(piece, mark, isMoney: false)
        } catch {
            switch error {
            case .noNumber, .tooSmall: throw Mismatch(noWhole)
            case .ambiguous: throw Mismatch(NumberType.ambiguous)
            case .tooLarge: throw Mismatch(tooLarge)
            }
        }
        guard number.exponent.isEmpty, number.fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
            throw Mismatch(noWhole)
        }
        let digits = String(decoding: number.whole, as: UTF8.self)
        guard let value = Int64((number.isNegative ? "-" : "") + digits) else {
            throw Mismatch(number.isNegative ? tooSmall : tooLarge)
        }
        return .integer(value)
    }

    private static let noWhole = "is not a whole number; something like 25 is expected"
    private static let tooLarge = "is a number too large; at most \(Int64.max) is expected"
    private static let tooSmall = "is a number too small; at least \(Int64.min) is expected"

    /// The digits of nearly every number there is, with a minus or none.
    private static func plain(_ piece: Piece) -> Int64? {
        let digits = piece.trimmedASCII
        let bytes = digits.bytes.span
        var position = digits.range.lowerBound
        let isNegative = position < digits.range.upperBound && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        // 18 digits fit in any case.
        guard (1...18).contains(digits.range.upperBound - position) else { return nil }
        var value: Int64 = 0
        while position < digits.range.upperBound {
            guard ASCII.isDigit(bytes[position]) else { return nil }
            value = value * 10 + Int64(bytes[position] - 0x30)
            position += 1
        }
        return isNegative ? -value : value
    }
}
