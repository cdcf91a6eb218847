/// Reads a number as people write it: `1.500,00 €`, `1,500.00`, `1 500`, `1'500.00`, `−3`, and as programs do: `1500.5`, `1e3`.
///
/// Which mark is the decimal one is the rule's `decimal`. With `auto`: of a point and a comma the later one; one that comes several times
/// stands between thousands; one beside spaces or apostrophes is the decimal one; and one by itself is, unless it may as well stand before
/// thousands (`1.500`, `1,500`: one to three digits, the first no zero, and three behind it). That is a thousandfold difference, so it is refused,
/// but where no value has three decimals (`money`).
struct DecimalReader {
    /// A number's digits: no sign, no mark, no zeros before it.
    struct Number {
        var isNegative = false
        var whole: [UInt8] = []
        var fraction: [UInt8] = []
        /// `e3`, `E-7`, or nothing.
        var exponent: [UInt8] = []

        /// The number as JSON has it, each digit kept.
        var text: String {
            var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
            text += whole
            if !fraction.isEmpty { text += [UInt8(ascii: ".")] + fraction }
            return String(decoding: text + exponent, as: UTF8.self)
        }
    }

    enum Failure: Error {
        case noNumber
        /// It can be read in two ways.
        case ambiguous
        /// It is beyond what programs can hold as a number.
        case tooLarge
        /// It is nearer to nothing than that.
        case tooSmall
    }

    /// What a sign is for the reader; a text is a list of these.
    private enum Sign: Equatable {
        case digit(UInt8)
        case point, comma, space, apostrophe, minus, plus, currency
        case letter(Unicode.Scalar)
        case other
    }

    /// Nobody writes a number longer than this, in bytes.
    private static let longest = 120

    private let mark: DecimalMark
    private let isMoney: Bool
    private var signs: [Sign] = []
    private var position = 0

    /// - Parameter isMoney: whether currencies' codes and names may stand beside it, and three digits behind a mark are thousands.
    static func read(_ piece: Piece, _ mark: DecimalMark, isMoney: Bool) throws(Failure) -> Number {
        let text = piece.trimmed
        guard text.range.count <= longest else { throw .noNumber }
        var reader = DecimalReader(text.string, mark, isMoney)
        return try reader.number()
    }

    private init(_ text: String, _ mark: DecimalMark, _ isMoney: Bool) {
        self.mark = mark
        self.isMoney = isMoney
        signs = text.unicodeScalars.map(Self.sign)
    }

    private static func sign(_ scalar: Unicode.Scalar) -> Sign {
        if let digit = scalar.decimalDigit { return .digit(0x30 + digit) }
        switch scalar {
        case ".": return .point
        case ",": return .comma
        case "'", "\u{2019}", "\u{2BC}": return .apostrophe
        case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{FE63}", "\u{FF0D}":
            return .minus
        case "+", "\u{FF0B}": return .plus
        default: break
        }
        let properties = scalar.properties
        if properties.isWhitespace { return .space }
        switch properties.generalCategory {
        case .currencySymbol: return .currency
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
            .spacingMark:
            return .letter(scalar)
        default: return .other
        }
    }

    private mutating func number() throws(Failure) -> Number {
        var number = Number()
        var hasSign = false
        var hasCurrency = false
        prefix: while position < signs.count {
            switch signs[position] {
            case .space: position += 1
            case .minus where !hasSign, .plus where !hasSign:
                number.isNegative = signs[position] == .minus
                hasSign = true
                position += 1
            case .currency where !hasCurrency, .letter where !hasCurrency:
                guard currency() else { throw .noNumber }
                hasCurrency = true
            default: break prefix
            }
        }
        try digits(into: &number)
        if !hasCurrency { try exponent(of: &number) }
        if isMoney { noCents() }
        skipSpaces()
        if position < signs.count, !hasCurrency, currency() { skipSpaces() }
        guard position == signs.count else { throw .noNumber }
        try check(number)
        return number
    }

    // MARK: - Digits

    /// Groups of digits and the marks between them.
    private mutating func digits(into number: inout Number) throws(Failure) {
        var groups: [[UInt8]] = [[]]
        var marks: [Sign] = []
        loop: while position < signs.count {
            switch signs[position] {
            case .digit(let digit): groups[groups.count - 1].append(digit)
            case .point, .comma:
                // `5,-`: the mark is the cents' own.
                if isMoney, position + 1 < signs.count, signs[position + 1] == .minus { break loop }
                marks.append(signs[position])
                groups.append([])
            case .space, .apostrophe:
                // Between digits only; a space may as well end the number.
                guard position + 1 < signs.count, case .digit = signs[position + 1],
                    groups[groups.count - 1].isEmpty == false
                else { break loop }
                marks.append(signs[position])
                groups.append([])
            default: break loop
            }
            position += 1
        }
        let decimal = try decimalMark(groups, marks)
        if decimal != nil { number.fraction = groups.removeLast() }
        try checkGroups(groups, decimal == nil ? marks[...] : marks.dropLast(), decimal)
        let whole = groups.joined().drop { $0 == UInt8(ascii: "0") }
        guard groups.contains(where: { !$0.isEmpty }) || !number.fraction.isEmpty else { throw .noNumber }
        number.whole = whole.isEmpty ? [UInt8(ascii: "0")] : Array(whole)
    }

    /// The decimal mark, which is then the last one; nil if there is none.
    private func decimalMark(_ groups: [[UInt8]], _ marks: [Sign]) throws(Failure) -> Sign? {
        guard let last = marks.last, last == .point || last == .comma else { return nil }
        switch mark {
        case .point: return last == .point ? last : nil
        case .comma: return last == .comma ? last : nil
        case .auto: break
        }
        guard marks.count(where: { $0 == last }) == 1 else { return nil }
        if marks.count > 1 { return last }
        let (before, after) = (groups[0], groups[1])
        let mayBeThousands = after.count == 3 && (1...3).contains(before.count) && before.first != UInt8(ascii: "0")
        guard mayBeThousands else { return last }
        if isMoney { return nil }
        throw .ambiguous
    }

    /// Thousands are marked alike, and three digits are behind each mark; India's lakhs have two in the middle.
    private func checkGroups(_ groups: [[UInt8]], _ marks: ArraySlice<Sign>, _ decimal: Sign?) throws(Failure) {
        guard let mark = marks.first else { return }
        let isAlike = marks.allSatisfy { $0 == mark } && mark != decimal
        // The fraction's own mark cannot stand between thousands too.
        let mayMark = mark != (self.mark == .point ? .point : self.mark == .comma ? .comma : decimal)
        let isIndian = mark == .comma && groups.dropFirst().dropLast().allSatisfy { $0.count == 2 }
        guard isAlike, mayMark, (1...3).contains(groups[0].count), groups[groups.count - 1].count == 3,
            isIndian || groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { throw .noNumber }
    }

    private mutating func exponent(of number: inout Number) throws(Failure) {
        guard !isMoney, position < signs.count, signs[position] == .letter("e") || signs[position] == .letter("E")
        else { return }
        var written = [UInt8(ascii: "e")]
        var next = position + 1
        if next < signs.count, signs[next] == .minus || signs[next] == .plus {
            if signs[next] == .minus { written.append(UInt8(ascii: "-")) }
            next += 1
        }
        let start = written.count
        while next < signs.count, case .digit(let digit) = signs[next] {
            written.append(digit)
            next += 1
        }
        guard written.count > start else { throw .noNumber }
        number.exponent = written
        position = next
    }

    /// A number's first digit that counts stands within 300 places of the point: what every program can hold.
    private func check(_ number: Number) throws(Failure) {
        guard !number.exponent.isEmpty else { return }
        let isZero = number.whole == [UInt8(ascii: "0")]
        let zeros = number.fraction.prefix { $0 == UInt8(ascii: "0") }.count
        if isZero, zeros == number.fraction.count { return }
        let beyond: Failure = number.exponent.dropFirst().first == UInt8(ascii: "-") ? .tooSmall : .tooLarge
        guard let power = Int(String(decoding: number.exponent.dropFirst(), as: UTF8.self)), power.magnitude < 10_000
        else {
            throw beyond
        }
        let place = isZero ? -zeros : number.whole.count
        guard abs(place + power) <= 300 else { throw place + power > 0 ? .tooLarge : .tooSmall }
    }

    // MARK: - Beside the digits

    /// `5,-`, `1'500.–`: no cents.
    private mutating func noCents() {
        guard position + 1 < signs.count, signs[position] == .point || signs[position] == .comma,
            signs[position + 1] == .minus
        else { return }
        position += 2
        while position < signs.count, signs[position] == .minus { position += 1 }
    }

    private mutating func skipSpaces() {
        while position < signs.count, signs[position] == .space { position += 1 }
    }

    /// Passes over a currency's sign, or for money its code or name with or without a sign: `EUR`, `US$`, `zł`, `руб.`.
    private mutating func currency() -> Bool {
        let start = position
        var word = ""
        while position < signs.count {
            if case .letter(let scalar) = signs[position] {
                word.unicodeScalars.append(scalar)
            } else {
                break
            }
            position += 1
        }
        let hasSign = position < signs.count && signs[position] == .currency
        if hasSign { position += 1 }
        if word.isEmpty { return hasSign }
        guard isMoney, hasSign ? word.utf8.count <= 3 : Currency.isName(word) else {
            position = start
            return false
        }
        // `руб.`, `Fr.`
        if !hasSign, position < signs.count, signs[position] == .point { position += 1 }
        return true
    }
}
