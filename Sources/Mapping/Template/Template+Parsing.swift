extension Template {
    /// Reads a template; throws what is wrong and where in the text.
    init(parsing text: String, names: PathNames = .none) throws(PathError) {
        let pieces = try Self.pieces(of: text, names: names)
        let paths = pieces.compactMap { if case .value(let value) = $0 { value.path } else { nil } }
        self.init(parts: TemplateLayout.parts(of: pieces), paths: paths)
    }

    /// Its text and its values, in their order.
    static func pieces(of text: String, names: PathNames) throws(PathError) -> [TemplateLayout.Piece] {
        let bytes = Array(text.utf8)
        var pieces: [TemplateLayout.Piece] = []
        var literal: [UInt8] = []
        var position = 0
        func flush() {
            if !literal.isEmpty { pieces.append(.text(literal)) }
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
                pieces.append(.value(try TemplateValue(bytes, position + 1..<end, names: names)))
                position = end + 1
            } else {
                literal.append(byte)
                position += 1
            }
        }
        flush()
        return pieces
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
}
