extension ScalarType where Value == Duration {
    /// A duration: numbers with units from the largest to the smallest, `300ms`, `5s`, `1m30s`, `3d`.
    static func duration(_ range: ClosedRange<Duration>) -> Self {
        let expected =
            "a duration from \(Quantity.time.text(range.lowerBound.milliseconds)) "
            + "to \(Quantity.time.text(range.upperBound.milliseconds))"
        return ScalarType(expected, schema: Quantity.time.schema) { text throws(Mismatch) in
            guard let milliseconds = Quantity.time.read(text) else {
                throw Mismatch(
                    Quantity.time.hint(
                        for: text, bare: "s", in: range.lowerBound.milliseconds...range.upperBound.milliseconds))
            }
            guard range.contains(.milliseconds(milliseconds)) else { throw Mismatch() }
            return .milliseconds(milliseconds)
        }
    }
}

extension ScalarType where Value == Int {
    /// A size in bytes: a number with a unit, `64KiB`, `1MiB`.
    static func size(_ range: ClosedRange<Int>) -> Self {
        let expected = "a size from \(Quantity.size.text(range.lowerBound)) to \(Quantity.size.text(range.upperBound))"
        return ScalarType(expected, schema: Quantity.size.schema) { text throws(Mismatch) in
            guard let bytes = Quantity.size.read(text) else {
                throw Mismatch(Quantity.size.hint(for: text, bare: "B", in: range))
            }
            guard range.contains(bytes) else { throw Mismatch() }
            return bytes
        }
    }
}

extension Quantity {
    /// Numbers with units from large to small, at least one.
    fileprivate var schema: Schema { .form("(?=.)" + units.map { "([0-9]+\($0.name))?" }.joined()) }
}

extension Duration {
    /// Whole milliseconds; settings are no finer.
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
