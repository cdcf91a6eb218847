extension Template {
    /// Reads a template; throws what is wrong and where in the text.
    init(parsing text: String) throws(PathError) {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var position = 0
        func flush() {
            if !literal.isEmpty { parts.append(.text(literal)) }
            literal = []
        }
        while position < bytes.count {
            let byte = bytes[position]
            let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
            if isBrace, position + 1 < bytes.count, bytes[position + 1] == byte {
                literal.append(byte)
                position += 2
            } else if byte == UInt8(ascii: "{") {
                flush()
                let end = try Template.closingBrace(in: bytes, after: position)
                parts.append(.path(try Template.path(bytes[position + 1..<end])))
                position = end + 1
            } else {
                literal.append(byte)
                position += 1
            }
        }
        flush()
        self.init(parts: parts)
    }

    /// Where the brace closes; one inside quotes is part of a name.
    private static func closingBrace(in bytes: [UInt8], after opening: Int) throws(PathError) -> Int {
        var isQuoted = false
        var position = opening + 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\") where isQuoted: position += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "}") where !isQuoted: return position
            default: break
            }
            position += 1
        }
        throw PathError(message: "this '{' is not closed; '}' is expected, or '{{' for a brace", offset: opening)
    }

    private static func path(_ bytes: ArraySlice<UInt8>) throws(PathError) -> Path {
        do {
            return try PathParser.parse(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw PathError(message: error.message, offset: error.offset + bytes.startIndex)
        }
    }
}
