/// A part of some bytes: the text of one value on its way from the submission to the deal, not yet a String.
struct Piece: Sendable {
    /// The bytes that the part is of; shared, not copied.
    let bytes: [UInt8]
    /// Where the part is.
    var range: Range<Int>

    /// A part of bytes that are there already.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    /// The bytes of a text.
    init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// All of some bytes.
    init(_ bytes: [UInt8]) {
        self.init(bytes, bytes.indices)
    }

    /// The text; bytes that are not UTF-8 become U+FFFD.
    var string: String { String(decoding: bytes[range], as: UTF8.self) }

    /// Whether there is nothing but white space (Unicode's).
    var isBlank: Bool {
        let span = bytes.span
        for index in range where !ASCII.isSpace(span[index]) {
            return span[index] >= 0x80 && isBlankBeyondASCII(from: index)
        }
        return true
    }

    private func isBlankBeyondASCII(from start: Int) -> Bool {
        var rest = bytes[start..<range.upperBound].makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar): if !scalar.properties.isWhitespace { return false }
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    /// The part without ASCII white space at its ends: how every type but text reads a value.
    var trimmedASCII: Piece {
        let span = bytes.span
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, ASCII.isSpace(span[lower]) { lower += 1 }
        while lower < upper, ASCII.isSpace(span[upper - 1]) { upper -= 1 }
        return Piece(bytes, lower..<upper)
    }

    /// Whether the bytes are exactly these.
    func equals(_ other: [UInt8]) -> Bool {
        range.count == other.count && ASCII.equal(bytes.span, from: range.lowerBound, other.span)
    }
}
