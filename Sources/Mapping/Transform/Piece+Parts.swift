internal import Wire

extension Piece {
    /// The parts between each `separator` and the next, or the one of that number; below 0 it counts from the end. Of all parts those that
    /// are empty are left out, since nothing is made of them: a text of separators alone is no list of a million texts.
    func split(by separator: [UInt8], _ index: Int?) -> [Piece] {
        var parts: [Piece] = []
        var start = range.lowerBound
        while let found = first(separator, from: start) {
            if index != nil || found > start { parts.append(Piece(bytes, start..<found)) }
            start = found + separator.count
        }
        if index != nil || range.upperBound > start { parts.append(Piece(bytes, start..<range.upperBound)) }
        guard let index else { return parts }
        let place = index < 0 ? parts.count + index : index
        return parts.indices.contains(place) ? [parts[place]] : []
    }

    /// The text with `new` in the place of each `old`; nil if it would be longer than `longest` bytes.
    func replacing(_ old: [UInt8], by new: [UInt8], upTo longest: Int) -> Piece? {
        guard var found = first(old, from: range.lowerBound) else { return self }
        var written: [UInt8] = []
        written.reserveCapacity(range.count)
        var start = range.lowerBound
        while true {
            written += bytes[start..<found]
            written += new
            guard written.count <= longest else { return nil }
            start = found + old.count
            guard let next = first(old, from: start) else { break }
            found = next
        }
        written += bytes[start..<range.upperBound]
        return written.count <= longest ? Piece(written) : nil
    }

    /// The characters from number `start` to before number `end`, from 0; below 0 they count from the end.
    func slice(from start: Int, to end: Int?) -> Piece {
        if isPlainASCII {
            let count = range.count
            let (lower, upper) = Self.bounds(start, end, count: { count })
            return Piece(bytes, range.lowerBound + min(lower, count)..<range.lowerBound + min(max(lower, upper), count))
        }
        let text = string
        let (lower, upper) = Self.bounds(start, end, count: { text.count })
        guard upper > lower else { return Piece([]) }
        let tail = text.dropFirst(lower)
        return Piece(String(upper == .max ? tail : tail.prefix(upper - lower)))
    }

    private static func bounds(_ start: Int, _ end: Int?, count: () -> Int) -> (Int, Int) {
        let size = start < 0 || (end ?? 0) < 0 ? count() : 0
        let lower = start < 0 ? max(0, size + start) : start
        let upper = end.map { $0 < 0 ? max(0, size + $0) : $0 } ?? .max
        return (lower, upper)
    }

    /// The digits alone; those of other scripts as ASCII's.
    var digits: Piece {
        let span = bytes.span
        if range.allSatisfy({ ASCII.isDigit(span[$0]) }) { return self }
        var written: [UInt8] = []
        if isPlainASCII {
            for index in range where ASCII.isDigit(span[index]) { written.append(span[index]) }
        } else {
            for scalar in string.unicodeScalars {
                if let digit = scalar.decimalDigit { written.append(0x30 + digit) }
            }
        }
        return Piece(written)
    }

    /// The text with a `*` for each character but the first and the last ones; where there are no others, for all.
    func masked(first: Int, last: Int) -> Piece {
        let text = string
        let count = text.count
        let isShort = count <= first + last
        var written: [UInt8] = []
        for (index, character) in text.enumerated() {
            if !isShort, index < first || index >= count - last {
                written += character.utf8
            } else {
                written.append(UInt8(ascii: "*"))
            }
        }
        return Piece(written)
    }

    /// Whether the text, in small letters and without white space at its ends, is one of these.
    func isAny(of words: [[UInt8]]) -> Bool {
        let text = trimmed
        // A letter made small may have three times as many bytes, or a third of them.
        guard words.contains(where: { $0.count <= text.range.count * 3 && text.range.count <= $0.count * 3 }) else {
            return false
        }
        let lowered = LetterCase.lower.map(text)
        return words.contains { lowered.equals($0) }
    }

    /// Where `sought`, which is not empty, begins at or after a place.
    private func first(_ sought: [UInt8], from start: Int) -> Int? {
        let span = bytes.span
        let wanted = sought.span
        let initial = wanted[0]
        var position = start
        // Nothing that is sought is longer than a rule's line, so that this is linear in the text.
        while position + wanted.count <= range.upperBound {
            if span[position] == initial, ASCII.equal(span, from: position, wanted) { return position }
            position += 1
        }
        return nil
    }

    /// Whether each byte is one character: ASCII without CR, which may be one character with the LF behind it.
    private var isPlainASCII: Bool {
        let span = bytes.span
        for index in range where span[index] >= 0x80 || span[index] == 0x0D { return false }
        return true
    }
}

extension Unicode.Scalar {
    /// What a decimal digit of any script is worth.
    var decimalDigit: UInt8? {
        if isASCII { return ASCII.isDigit(UInt8(ascii: self)) ? UInt8(ascii: self) - 0x30 : nil }
        guard properties.numericType == .decimal, let value = properties.numericValue else { return nil }
        return UInt8(exactly: value)
    }
}
