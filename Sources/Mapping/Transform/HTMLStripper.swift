/// Makes plain text of HTML, in one pass whatever comes.
///
/// A tag that begins a line in a browser begins one here; `script`, `style`, `template` and comments go with all that is in them; entities become what
/// they stand for. What is no tag stays: `1 < 2`, and a `<` with no `>` behind it. The result is text and not safe HTML: `&lt;b&gt;` becomes `<b>`.
enum HTMLStripper {
    static func text(_ piece: Piece) -> Piece {
        let span = piece.bytes.span
        guard piece.range.contains(where: { span[$0] == UInt8(ascii: "<") || span[$0] == UInt8(ascii: "&") }) else {
            return piece
        }
        var stripper = Run(piece)
        stripper.strip()
        return Piece(stripper.written)
    }

    private struct Run {
        private let bytes: [UInt8]
        private let end: Int
        private var position: Int
        /// The last `>`: behind it nothing is a tag, and no one has to look for its end.
        private let lastClosing: Int
        /// Whether quotes in tags are still believed: after one that is not closed no later one is.
        private var hasQuotes = true
        private(set) var written: [UInt8] = []

        init(_ piece: Piece) {
            bytes = piece.bytes
            position = piece.range.lowerBound
            end = piece.range.upperBound
            lastClosing = bytes[piece.range].lastIndex(of: UInt8(ascii: ">")) ?? -1
            written.reserveCapacity(piece.range.count)
        }

        mutating func strip() {
            while position < end {
                switch bytes[position] {
                case UInt8(ascii: "<"):
                    if !tag() { copy() }
                case UInt8(ascii: "&"):
                    if let entity = HTMLEntity.read(bytes, position..<end) {
                        written += String(entity.scalar).utf8
                        position += entity.length
                    } else {
                        copy()
                    }
                default: copy()
                }
            }
            // The last paragraph ends with the text.
            while written.last == 0x0A { written.removeLast() }
        }

        private mutating func copy() {
            written.append(bytes[position])
            position += 1
        }

        /// Passes over a tag or a comment; false if there is none.
        private mutating func tag() -> Bool {
            guard position + 1 < end else { return false }
            let next = bytes[position + 1]
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                let isComment = ASCII.isNext(Array("!--".utf8), in: bytes, position + 1..<end)
                if isComment {
                    position = find(Array("-->".utf8), from: position + 4) ?? end
                    return true
                }
                guard position < lastClosing else { return false }
                position = find([UInt8(ascii: ">")], from: position + 1) ?? end
                return true
            }
            let isEnd = next == UInt8(ascii: "/")
            let nameStart = position + (isEnd ? 2 : 1)
            guard nameStart < end, ASCII.isLetter(bytes[nameStart]), position < lastClosing else { return false }
            var nameEnd = nameStart
            while nameEnd < end, ASCII.isLetter(bytes[nameEnd]) || ASCII.isDigit(bytes[nameEnd]) { nameEnd += 1 }
            position = closing(from: nameEnd)
            // No element's name that means something here is longer.
            guard nameEnd - nameStart <= 10 else { return true }
            let name = String(decoding: bytes[nameStart..<nameEnd].map(ASCII.lowered), as: UTF8.self)
            if HTMLStripper.hidden.contains(name), !isEnd {
                skip(to: Array("</\(name)".utf8))
            } else if HTMLStripper.lines.contains(name), let last = written.last, last != 0x0A {
                written.append(0x0A)
            }
            return true
        }

        /// Behind the tag's end; there is a `>` somewhere.
        private mutating func closing(from start: Int) -> Int {
            var place = start
            var plain: Int?
            var quote: UInt8?
            while place < end {
                let byte = bytes[place]
                if byte == UInt8(ascii: ">") {
                    if quote == nil { return place + 1 }
                    plain = plain ?? place + 1
                } else if hasQuotes, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    if quote == nil { quote = byte } else if quote == byte { quote = nil }
                }
                place += 1
            }
            hasQuotes = false
            return plain ?? end
        }

        private mutating func skip(to closing: [UInt8]) {
            while position < end {
                if bytes[position] == UInt8(ascii: "<"), ASCII.isNext(closing, in: bytes, position..<end) {
                    position = find([UInt8(ascii: ">")], from: position) ?? end
                    return
                }
                position += 1
            }
        }

        /// Behind the next of these bytes.
        private func find(_ sought: [UInt8], from start: Int) -> Int? {
            var place = start
            while place + sought.count <= end {
                if ASCII.isNext(sought, in: bytes, place..<end) { return place + sought.count }
                place += 1
            }
            return nil
        }
    }

    private static let hidden: Set<String> = ["script", "style", "template"]
    private static let lines: Set<String> = [
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
        "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
    ]
}

extension ASCII {
    /// Whether the text begins with these small letters, in any case.
    fileprivate static func isNext(_ word: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= word.count else { return false }
        for index in word.indices where lowered(bytes[range.lowerBound + index]) != word[index] { return false }
        return true
    }
}
