extension TemplateValue {
    /// Reads what stands between braces: `path|transform|default("…")`.
    init(_ bytes: [UInt8], _ range: Range<Int>, names: PathNames) throws(PathError) {
        let start = TransformChain.start(in: bytes[range]).map { range.lowerBound + $0 }
        do {
            path = try PathParser.parse(
                String(decoding: bytes[range.lowerBound..<(start ?? range.upperBound)], as: UTF8.self),
                names: names)
        } catch {
            throw PathError(message: error.message, offset: error.offset + range.lowerBound)
        }
        var end = range.upperBound
        var fallback: [UInt8]?
        if let start {
            let last = Self.lastBar(bytes, start..<end)
            let text = Piece(bytes, last + 1..<end).trimmedASCII
            if text.string == "default" || text.string.hasPrefix("default(") {
                guard let written = Self.fallback(text.string) else {
                    throw PathError(
                        message: "default(\"…\") is expected, with a text in it", offset: text.range.lowerBound)
                }
                fallback = written
                end = last
            }
        }
        if let start, start < end {
            do {
                transforms = try TransformChain(parsing: String(decoding: bytes[start + 1..<end], as: UTF8.self))
            } catch {
                throw PathError(message: error.message, offset: error.offset + start + 1)
            }
        } else {
            transforms = .none
        }
        self.fallback = fallback
    }

    /// The last `|` that stands in no quotes; there is one at the range's beginning.
    private static func lastBar(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var last = range.lowerBound
        var quote: UInt8?
        var position = range.lowerBound
        while position < range.upperBound {
            switch bytes[position] {
            case UInt8(ascii: "\\") where quote != nil: position += 1
            case quote: quote = nil
            case UInt8(ascii: "\"") where quote == nil, UInt8(ascii: "'") where quote == nil: quote = bytes[position]
            case UInt8(ascii: "|") where quote == nil: last = position
            default: break
            }
            position += 1
        }
        return last
    }

    /// The text in `default("…")`, with `\"` and `\\` in it; nil for anything else.
    private static func fallback(_ text: String) -> [UInt8]? {
        guard text.hasPrefix("default("), text.hasSuffix(")") else { return nil }
        let inner = Piece(String(text.dropFirst("default(".count).dropLast())).trimmedASCII.string
        guard inner.utf8.count > 2, inner.hasPrefix("\""), inner.hasSuffix("\"") else { return nil }
        var written: [UInt8] = []
        var isEscaped = false
        for byte in inner.dropFirst().dropLast().utf8 {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if !isEscaped, byte == UInt8(ascii: "\"") {
                return nil
            } else {
                written.append(byte)
                isEscaped = false
            }
        }
        return isEscaped || Piece(written).isBlank ? nil : written
    }
}
