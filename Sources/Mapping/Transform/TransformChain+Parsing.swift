extension TransformChain {
    /// Reads transforms as a template and a rule's `transform` have them as text: `trim`, `slice(0, 10)`, `first_name|upper`,
    /// `replace("a, b", c)`. An argument is what stands between commas, without the blanks round it, or a text in single or double
    /// quotes, in which `\` makes the next character an ordinary one. A name may stand before it: `slice(to: 10)`.
    /// - Throws: what is wrong, and where in the text.
    init(parsing text: String) throws(PathError) {
        var parser = TransformParser(text)
        self.init(try parser.chain())
    }

    /// Where the first `|` stands that is in no quotes, in bytes from the beginning: what is before it in a template's braces is a path.
    static func start(in text: some Collection<UInt8>) -> Int? {
        var isQuoted = false
        var isEscaped = false
        for (offset, byte) in text.enumerated() {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isQuoted: isEscaped = true
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "|") where !isQuoted: return offset
            default: break
            }
        }
        return nil
    }
}

/// Reads transforms from text.
private struct TransformParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func chain() throws(PathError) -> [Transform] {
        var transforms = [try transform()]
        while take("|") { transforms.append(try transform()) }
        guard position == bytes.count else { throw unexpected("'|' or the end") }
        guard transforms.count <= TransformChain.longest else {
            throw PathError(message: "these are more than \(TransformChain.longest) transforms", offset: 0)
        }
        return transforms
    }

    private mutating func transform() throws(PathError) -> Transform {
        skipBlanks()
        let start = position
        while position < bytes.count,
            ASCII.isLetter(bytes[position]) || bytes[position] == UInt8(ascii: "_") || ASCII.isDigit(bytes[position])
        {
            position += 1
        }
        guard position > start else { throw unexpected("a transform such as trim") }
        let name = string(start..<position)
        var arguments: [Transform.Argument] = []
        var offsets: [Int] = []
        if take("(") {
            if !take(")") {
                repeat {
                    skipBlanks()
                    offsets.append(position)
                    arguments.append(try argument())
                } while take(",")
                guard take(")") else { throw unexpected("',' or ')'") }
            }
        }
        do {
            return try Transform.make(name, arguments)
        } catch {
            throw PathError(message: error.message, offset: error.argument.map { offsets[$0] } ?? start)
        }
    }

    private mutating func argument() throws(PathError) -> Transform.Argument {
        if let quoted = try quoted() { return Transform.Argument(label: nil, text: quoted) }
        let start = position
        while position < bytes.count, !Self.endsWord(bytes[position]) {
            // `to: 10`; a colon with no blank behind it is a part of the word.
            if bytes[position] == UInt8(ascii: ":"), position + 1 < bytes.count, ASCII.isSpace(bytes[position + 1]) {
                let label = string(start..<position)
                position += 1
                skipBlanks()
                if let quoted = try quoted() { return Transform.Argument(label: label, text: quoted) }
                return Transform.Argument(label: label, text: try word())
            }
            position += 1
        }
        position = start
        return Transform.Argument(label: nil, text: try word())
    }

    private mutating func word() throws(PathError) -> String {
        let start = position
        while position < bytes.count, !Self.endsWord(bytes[position]) { position += 1 }
        var end = position
        while end > start, ASCII.isSpace(bytes[end - 1]) { end -= 1 }
        guard end > start else { throw unexpected("an argument, or \"\" for an empty one") }
        return string(start..<end)
    }

    private mutating func quoted() throws(PathError) -> String? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
        else { return nil }
        let start = position
        let quote = bytes[position]
        var text: [UInt8] = []
        position += 1
        while position < bytes.count {
            var byte = bytes[position]
            position += 1
            if byte == quote {
                skipBlanks()
                return String(decoding: text, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                // A pattern's own `\d` stays; only a quote and the sign itself need it.
                let next = bytes[position]
                if next == quote || next == byte {
                    byte = next
                    position += 1
                }
            }
            text.append(byte)
        }
        throw PathError(message: "this quote is not closed", offset: start)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "|"): true
        default: false
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, ASCII.isSpace(bytes[position]) { position += 1 }
    }

    private func unexpected(_ expected: String) -> PathError {
        guard position < bytes.count else {
            return PathError(message: "\(expected) is expected, found the end", offset: position)
        }
        let found = String(decoding: bytes[position...], as: UTF8.self).first ?? " "
        let hint = found == "|" ? "; one that has this sign stands in quotes, as in split('|')" : ""
        return PathError(message: "\(expected) is expected, found '\(found)'\(hint)", offset: position)
    }

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
