extension Timestamp {
    /// Reads a moment in UTC: `2026-03-01`, `2026-03-01T09:30Z`, `2026-03-01T09:30:15Z`, `2026-03-01T09:30:15.250Z`, the `Z` or not; nil for
    /// anything else.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if rest.last == UInt8(ascii: "Z") { rest.removeLast() }
        guard let year = Self.number(&rest, digits: 4, 0...9999, after: nil),
            let month = Self.number(&rest, digits: 2, 1...12, after: "-"),
            let day = Self.number(&rest, digits: 2, 1...31, after: "-")
        else { return nil }
        var milliseconds: Int64 = 0
        if !rest.isEmpty {
            guard let hour = Self.number(&rest, digits: 2, 0...23, after: "T"),
                let minute = Self.number(&rest, digits: 2, 0...59, after: ":")
            else { return nil }
            milliseconds = (hour * 60 + minute) * 60_000
            if !rest.isEmpty {
                guard let second = Self.number(&rest, digits: 2, 0...59, after: ":") else { return nil }
                milliseconds += second * 1000
            }
            if !rest.isEmpty {
                guard let fraction = Self.number(&rest, digits: 3, 0...999, after: "."), rest.isEmpty else {
                    return nil
                }
                milliseconds += fraction
            }
        }
        let days = Self.days(year, month, day)
        self.init(milliseconds: days * 86_400_000 + milliseconds)
        // The 31st of a month of 30 days is no day.
        guard description.prefix(10).elementsEqual(text.prefix(10)) else { return nil }
    }

    private static func number(
        _ rest: inout ArraySlice<UInt8>, digits: Int, _ range: ClosedRange<Int64>, after mark: Character?
    ) -> Int64? {
        if let mark {
            guard rest.first == mark.asciiValue else { return nil }
            rest.removeFirst()
        }
        guard rest.count >= digits,
            rest.prefix(digits).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let value = rest.prefix(digits).reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        rest = rest.dropFirst(digits)
        return range.contains(value) ? value : nil
    }

    /// The day's number from 1970-01-01, by years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
