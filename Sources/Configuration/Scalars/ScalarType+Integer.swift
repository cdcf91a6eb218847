extension ScalarType where Value == Int {
    /// A whole number in decimal digits.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        ScalarType(
            "a whole number from \(range.lowerBound) to \(range.upperBound)", schema: .integer(range)
        ) { text throws(Mismatch) in
            let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
            guard !digits.isEmpty, digits.allSatisfy(\.isDecimalDigit) else {
                let bare = text.filter { $0 != "_" && $0 != "," && $0 != " " && $0 != "'" }
                throw Mismatch(bare != text && Int(bare).map(range.contains) == true ? "write \(bare)" : nil)
            }
            guard let number = Int(text), range.contains(number) else { throw Mismatch() }
            // 0777 is octal to some readers of YAML and decimal to others.
            guard digits.first != UInt8(ascii: "0") || digits.count == 1 else { throw Mismatch("write \(number)") }
            return number
        }
    }
}

extension UInt8 {
    /// Whether it is one of `0` to `9`.
    var isDecimalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
