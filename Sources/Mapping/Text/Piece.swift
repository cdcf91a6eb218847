/// A part of some bytes: the text of one value on its way from the submission to the deal, not yet a String. It is UTF-8.
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

    /// The text.
    var string: String { String(decoding: bytes[range], as: UTF8.self) }

    /// Whether there is nothing but white space (Unicode's).
    var isBlank: Bool {
        let span = bytes.span
        var position = range.lowerBound
        while position < range.upperBound {
            let length = WhiteSpace.length(in: span, at: position, before: range.upperBound)
            if length == 0 { return false }
            position += length
        }
        return true
    }

    /// The part without white space (Unicode's) at its ends.
    var trimmed: Piece {
        let span = bytes.span
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper {
            let length = WhiteSpace.length(in: span, at: lower, before: upper)
            if length == 0 { break }
            lower += length
        }
        while lower < upper {
            let length = WhiteSpace.length(in: span, endingAt: upper, from: lower)
            if length == 0 { break }
            upper -= length
        }
        return Piece(bytes, lower..<upper)
    }

    /// The part with each run of white space (Unicode's) made one space; nearly every value is so already, and not copied.
    var squeezed: Piece {
        let span = bytes.span
        var output: [UInt8] = []
        // Whether `output` holds what was passed over so far; before that the part itself does.
        var isCopied = false
        var position = range.lowerBound
        while position < range.upperBound {
            let start = position
            while position < range.upperBound {
                let length = WhiteSpace.length(in: span, at: position, before: range.upperBound)
                if length == 0 { break }
                position += length
            }
            if position == start {
                if isCopied { output.append(span[position]) }
                position += 1
                continue
            }
            if !isCopied, position - start > 1 || span[start] != 0x20 {
                isCopied = true
                output.reserveCapacity(range.count)
                output += bytes[range.lowerBound..<start]
            }
            if isCopied { output.append(0x20) }
        }
        return isCopied ? Piece(output) : self
    }

    /// The part's beginning of at most `count` bytes, cut between characters of UTF-8.
    func prefix(_ count: Int) -> Piece {
        guard range.count > count else { return self }
        var end = range.lowerBound + count
        while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Piece(bytes, range.lowerBound..<end)
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
