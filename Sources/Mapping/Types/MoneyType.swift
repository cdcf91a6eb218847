import BoardCRM

/// `money`: an amount as people write it, with a currency's sign, code or name before or behind it, or none: `1.500,00 €`, `USD 1,500`, `5,-`.
///
/// Sent is the number alone, its digits as they came; more than two decimals are rounded to two, half a cent away from zero. No amount has three
/// decimals, so that `1.500` and `1,500` are both one thousand five hundred, unless the rule's `decimal` says otherwise.
enum MoneyType {
    static func read(_ piece: Piece, _ mark: DecimalMark) throws(Mismatch) -> FieldValue {
        do {
            var number = try DecimalReader.read(piece, mark, isMoney: true)
            round(&number)
            if let text = NumberText(number.text) { return FieldValue(text) }
        } catch {}
        throw Mismatch("is not an amount of money; something like 1500 or 1500.50 is expected")
    }

    private static func round(_ number: inout DecimalReader.Number) {
        guard number.fraction.count > 2 else { return }
        let isUp = number.fraction[2] >= UInt8(ascii: "5")
        number.fraction.removeSubrange(2...)
        guard isUp else { return }
        var digits = number.whole + number.fraction
        var place = digits.count - 1
        while place >= 0, digits[place] == UInt8(ascii: "9") {
            digits[place] = UInt8(ascii: "0")
            place -= 1
        }
        if place >= 0 { digits[place] += 1 } else { digits.insert(UInt8(ascii: "1"), at: 0) }
        number.whole = Array(digits.dropLast(2))
        number.fraction = Array(digits.suffix(2))
    }
}
