extension TemplateValue {
    /// Reads what stands between braces: `path|transform|default("…")`.
    init(_ bytes: [UInt8], _ range: Range<Int>) throws(PathError) {
        let parts = Self.split(bytes, range)
        do {
            path = try PathParser.parse(String(decoding: bytes[parts[0]], as: UTF8.self))
        } catch {
            throw PathError(message: error.message, offset: error.offset + range.lowerBound)
        }
        var transforms: [Transform] = []
        var fallback: [UInt8]?
        for part in parts.dropFirst() {
            let trimmed = Piece(bytes, part).trimmedASCII
            let text = trimmed.string
            if text == "default" || text.hasPrefix("default(") {
                guard let written = Self.fallback(text) else {
                    throw PathError(
                        message: "default(\"…\") is expected, with a text in it", offset: trimmed.range.lowerBound)
                }
                fallback = written
            } else if let transform = Transform(rawValue: text) {
                transforms.append(transform)
            } else {
                let known = Transform.allCases.map(\.rawValue) + ["default"]
                let meant = NearestWord.find(text, among: known).map { "did you mean '\($0)'?" }
                throw PathError(
                    message: "unknown transform '\(text)'; \(meant ?? "there are \(known.joined(separator: ", "))")",
                    offset: trimmed.range.lowerBound)
            }
        }
        self.transforms = transforms
        self.fallback = fallback
    }

    /// The parts between `|`; one in quotes belongs to a name or a text.
    private static func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var isQuoted = false
        var position = start
        while position < range.upperBound {
            switch bytes[position] {
            case UInt8(ascii: "\\") where isQuoted: position += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "|") where !isQuoted:
                parts.append(start..<position)
                start = position + 1
            default: break
            }
            position += 1
        }
        parts.append(start..<range.upperBound)
        return parts
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
