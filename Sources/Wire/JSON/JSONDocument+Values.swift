extension JSONDocument {
    /// A string's value; nil for any other kind. Lone surrogates read as U+FFFD.
    public func string(of node: Int) -> String? {
        let string = nodes[node]
        guard string.kind == .string else { return nil }
        guard string.isEscaped else { return String(decoding: bytes[string.range], as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(string.range.count)
        appendString(of: node, to: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Appends a string's value in UTF-8. Nothing is appended for any other kind.
    public func appendString(of node: Int, to output: inout [UInt8]) {
        let string = nodes[node]
        guard string.kind == .string else { return }
        guard string.isEscaped else {
            output.append(contentsOf: bytes[string.range])
            return
        }
        var characters = JSONStringBytes(string)
        while let byte = characters.next(in: bytes.span) {
            output.append(byte)
        }
    }

    /// A number's text as it came; nil for any other kind.
    public func numberText(of node: Int) -> String? {
        kind(of: node) == .number ? String(decoding: bytes[range(of: node)], as: UTF8.self) : nil
    }

    /// The value of `true` or `false`; nil for any other kind.
    public func boolean(of node: Int) -> Bool? {
        kind(of: node) == .boolean ? bytes[range(of: node).lowerBound] == UInt8(ascii: "t") : nil
    }

    /// A number written as a whole one (no fraction, no exponent) that fits 64 bits; nil for anything else.
    public func int64(of node: Int) -> Int64? {
        guard kind(of: node) == .number else { return nil }
        let text = range(of: node)
        var value: Int64 = 0
        let isNegative = bytes[text.lowerBound] == UInt8(ascii: "-")
        for index in (isNegative ? text.dropFirst() : text) {
            let digit = Int64(bytes[index]) - 0x30
            guard (0...9).contains(digit) else { return nil }
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            // Counted below zero where it is negative, since Int64 reaches one further there.
            let (sum, overflowToo) = tenfold.addingReportingOverflow(isNegative ? -digit : digit)
            if overflow || overflowToo { return nil }
            value = sum
        }
        return value
    }
}
