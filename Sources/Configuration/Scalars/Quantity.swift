/// A kind of number with units.
struct Quantity {
    /// Units from the largest to the smallest, each with how many of the smallest it is.
    let units: [(name: String, size: Int)]
    /// What people write instead, in lower case, and the unit they mean.
    let synonyms: [String: String]

    /// Time, in milliseconds.
    static let time = Quantity(
        units: [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)],
        synonyms: [
            "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m",
            "minutes": "m",
            "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "msec": "ms", "millis": "ms",
            "milliseconds": "ms",
        ])
    /// Sizes, in bytes.
    static let size = Quantity(
        units: [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)],
        synonyms: [
            "g": "GiB", "gb": "GiB", "gib": "GiB", "m": "MiB", "mb": "MiB", "mib": "MiB", "k": "KiB", "kb": "KiB",
            "kib": "KiB",
            "b": "B", "byte": "B", "bytes": "B",
        ])

    /// The number of smallest units that `text` says; nil when it is not numbers with units from large to small.
    func read(_ text: String) -> Int? {
        var rest = text[...]
        var total = 0
        var next = 0
        while !rest.isEmpty {
            let digits = rest.prefix(while: \.isDecimalDigit)
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { !$0.isDecimalDigit }
            rest = rest.dropFirst(name.count)
            guard let number = Int(digits), let place = units[next...].firstIndex(where: { $0.name == name }) else {
                return nil
            }
            next = place + 1
            let (product, overflow) = number.multipliedReportingOverflow(by: units[place].size)
            let (sum, more) = total.addingReportingOverflow(product)
            guard !overflow, !more else { return nil }
            total = sum
        }
        return text.isEmpty ? nil : total
    }

    /// The shortest text of a number of smallest units.
    func text(_ number: Int) -> String {
        for (name, size) in units where number >= size && number % size == 0 { return "\(number / size)\(name)" }
        return "0\(units.count > 4 ? "s" : "B")"
    }

    /// What to write for a text that nearly is one: `90` becomes `90s`, `5 min` becomes `5m`. What would be refused again is not advised.
    func hint(for text: String, bare: String, in range: ClosedRange<Int>) -> String? {
        let digits = text.prefix(while: \.isDecimalDigit)
        guard !digits.isEmpty, digits.count < 10 else { return nil }
        let name = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        let unit = name.isEmpty ? bare : synonyms[name] ?? units.first { $0.name == name }?.name
        guard let unit, let value = read("\(digits)\(unit)"), range.contains(value) else { return nil }
        return "write \(digits)\(unit)"
    }
}

extension Character {
    /// Whether it is one of `0` to `9`, and not another script's digit.
    fileprivate var isDecimalDigit: Bool { asciiValue?.isDecimalDigit == true }
}
