/// One step of a compiled pattern.
enum PatternInstruction: Sendable {
    /// One character of a set.
    case one(PatternSet)
    /// Goes on at either place; the first is tried before the second.
    case split(Int, Int)
    case jump(Int)
    /// Keeps where the text is read, in one of four slots: start, end, start and end of the first group.
    case save(Int)
    case textStart
    case textEnd
    /// The edge of a word, or no edge.
    case wordEdge(Bool)
    case found
}

/// Which characters fit at one place.
struct PatternSet: Sendable {
    /// Words for sets of many characters.
    enum Kind: Sendable { case digit, word, space }

    var ranges: [ClosedRange<UInt32>] = []
    var kinds: [(kind: Kind, isNegated: Bool)] = []
    var isNegated = false
    var ignoresCase = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        if has(scalar) { return !isNegated }
        guard ignoresCase else { return isNegated }
        let found = otherCases(scalar).contains { has($0) }
        return found != isNegated
    }

    private func has(_ scalar: Unicode.Scalar) -> Bool {
        for range in ranges where range.contains(scalar.value) { return true }
        for (kind, isNegated) in kinds where Self.isOf(kind, scalar) != isNegated { return true }
        return false
    }

    private func otherCases(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar.isASCII {
            return ASCII.isLetter(UInt8(ascii: scalar)) ? [Unicode.Scalar(UInt8(ascii: scalar) ^ 0x20)] : []
        }
        let properties = scalar.properties
        return [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { mapping in
            mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
        }
    }

    static func isOf(_ kind: Kind, _ scalar: Unicode.Scalar) -> Bool {
        switch kind {
        case .digit: return scalar.value >= 0x30 && scalar.value <= 0x39
        case .space: return scalar.properties.isWhitespace
        case .word:
            if scalar.isASCII {
                let byte = UInt8(ascii: scalar)
                return ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "_")
            }
            return scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
                || scalar.properties.generalCategory == .nonspacingMark
        }
    }
}
