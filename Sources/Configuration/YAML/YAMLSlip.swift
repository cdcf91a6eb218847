/// What a person most likely did where libyaml stumbles: it often notices late, and in words about its grammar.
struct YAMLSlip {
    /// What is wrong and what to write.
    let message: String
    /// From 1.
    let line: Int
    /// In characters, from 1.
    let column: Int

    /// Looks at the lines round the place of an error; nil where there is nothing better to say than the error does.
    /// - Parameter mayQuote: whether a part of the file may stand in a message: not where there are secrets.
    static func find(_ error: YAMLSyntaxError, in bytes: [UInt8], mayQuote: Bool) -> YAMLSlip? {
        curlyQuotes(error, bytes) ?? quoteInside(error, bytes) ?? behindQuote(error, bytes) ?? call(error, bytes)
            ?? template(error, bytes, mayQuote) ?? templateInBraces(error, bytes, mayQuote)
            ?? equalsSign(error, bytes) ?? missingSpace(error, bytes)
    }

    // MARK: - “name”

    private static func curlyQuotes(_ error: YAMLSyntaxError, _ bytes: [UInt8]) -> YAMLSlip? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(error.line - 1),
            let column = CurlyQuotes.column(in: String(decoding: lines[error.line - 1], as: UTF8.self))
        else { return nil }
        return YAMLSlip(
            message: "curly quotes are letters to YAML; write straight ones, \" or '", line: error.line, column: column)
    }

    // MARK: - name:value

    /// In the line itself, or in the last one above it that says anything: libyaml reads both as one text.
    private static func missingSpace(_ error: YAMLSyntaxError, _ bytes: [UInt8]) -> YAMLSlip? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(error.line)
        var looked = 0
        for (index, line) in zip(lines.indices, lines).reversed() {
            let text = String(decoding: line, as: UTF8.self)
            let inner = text.drop { $0 == " " || $0 == "-" }
            if inner.isEmpty || inner.hasPrefix("#") || inner == "\r" { continue }
            if let slip = MissingSpace(in: inner) {
                let before = text.unicodeScalars.count - inner.unicodeScalars.count
                return YAMLSlip(message: slip.message, line: index + 1, column: before + slip.offset + 1)
            }
            looked += 1
            if looked == 2 { break }
        }
        return nil
    }

    // MARK: - 'it's'

    private static func quoteInside(_ error: YAMLSyntaxError, _ bytes: [UInt8]) -> YAMLSlip? {
        let quote = UInt8(ascii: "'")
        guard let byte = error.byte, byte > 1, bytes[byte - 1] == quote, !" \r\n,]}#".utf8.contains(bytes[byte]) else {
            return nil
        }
        let line = bytes[..<(byte - 1)].reversed().prefix { $0 != UInt8(ascii: "\n") }
        guard line.contains(quote) else { return nil }
        return YAMLSlip(
            message:
                "this quote ends the text; inside single quotes a quote is doubled, or the text stands in double quotes",
            line: error.line, column: error.column - 1)
    }

    // MARK: - "name",

    private static func behindQuote(_ error: YAMLSyntaxError, _ bytes: [UInt8]) -> YAMLSlip? {
        guard let byte = error.byte, byte > 0, bytes[byte - 1] == UInt8(ascii: "\""), ",;".utf8.contains(bytes[byte])
        else { return nil }
        return YAMLSlip(
            message: "nothing but a comment can stand behind the quote that ends a text", line: error.line,
            column: error.column)
    }

    // MARK: - { transform: replace("a", "b") }

    private static func call(_ error: YAMLSyntaxError, _ bytes: [UInt8]) -> YAMLSlip? {
        guard let byte = error.byte, bytes[byte] == UInt8(ascii: ")"), error.message.hasPrefix("expected ','") else {
            return nil
        }
        return YAMLSlip(
            message:
                "inside [ ] or { } a comma ends a value; one that has a comma stands in quotes, such as 'slice(0, 10)'",
            line: error.line, column: error.column)
    }

    // MARK: - column_id = 1287

    /// In the line itself or right above it.
    private static func equalsSign(_ error: YAMLSyntaxError, _ bytes: [UInt8]) -> YAMLSlip? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for number in [error.line, error.line - 1] where lines.indices.contains(number - 1) {
            let line = String(decoding: lines[number - 1], as: UTF8.self)
            let inner = line.drop { $0 == " " }
            let word = inner.prefix { $0 == "_" || $0.isASCII && $0.isLetter }
            guard !word.isEmpty, inner.dropFirst(word.count).drop(while: { $0 == " " }).first == "=" else { continue }
            return YAMLSlip(
                message: "YAML has a colon there: write \(word): and what it is", line: number,
                column: line.count - inner.count + word.count + 1)
        }
        return nil
    }

    // MARK: - { template: {topic} asks }

    /// More text behind a brace that closes, where a comma or the end is expected.
    private static func templateInBraces(
        _ error: YAMLSyntaxError, _ bytes: [UInt8], _ mayQuote: Bool
    ) -> YAMLSlip? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let isInBraces = error.message.hasPrefix("expected ','") || error.message.hasPrefix("inside [ ]")
        guard isInBraces, lines.indices.contains(error.line - 1) else { return nil }
        let line = Array(String(decoding: lines[error.line - 1], as: UTF8.self).unicodeScalars)
        guard let close = line.prefix(error.column - 1).lastIndex(where: { $0 != " " }), line[close] == "}",
            let open = line[..<close].lastIndex(of: "{"), open > 1, line[open - 1] == " ", line[open - 2] == ":"
        else { return nil }
        let key = line[..<(open - 2)].reversed().prefix { $0 == "_" || $0.properties.isAlphabetic }.reversed()
        let inner = line[(open + 1)..<close]
        guard !inner.isEmpty, !inner.contains(where: { ":,\"'".unicodeScalars.contains($0) }) else { return nil }
        let end = Self.endOfValue(line, from: open)
        var text = String(String.UnicodeScalarView(line[open..<end]))
        while text.last == " " { text.removeLast() }
        let shown = mayQuote && text.count <= 60 && !text.contains("\"") && !text.contains("\\") ? text : "…"
        let isTemplate = String(String.UnicodeScalarView(key)) == "template"
        return YAMLSlip(
            message: "a template has quotes: "
                + (isTemplate ? "template: \"\(shown)\"" : "{ template: \"\(shown)\" }"),
            line: error.line, column: open + 1)
    }

    /// Where a comma or a brace that is not closed here ends it.
    private static func endOfValue(_ line: [Unicode.Scalar], from start: Int) -> Int {
        var depth = 0
        for index in start..<line.count {
            switch line[index] {
            case "{": depth += 1
            case "}":
                if depth == 0 { return index }
                depth -= 1
            case "," where depth == 0: return index
            default: break
            }
        }
        return line.count
    }

    // MARK: - {first} {last}

    private static func template(_ error: YAMLSyntaxError, _ bytes: [UInt8], _ mayQuote: Bool) -> YAMLSlip? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(error.line - 1) else { return nil }
        let line = String(decoding: lines[error.line - 1], as: UTF8.self)
        guard let colon = line.firstRange(of: ": ") else { return nil }
        var value = line[colon.upperBound...].drop { $0 == " " }
        if let comment = value.firstRange(of: " #") { value = value[..<comment.lowerBound] }
        while value.last?.isWhitespace == true { value.removeLast() }
        guard value.first == "{", let close = value.firstIndex(of: "}"), value.index(after: close) != value.endIndex
        else { return nil }
        let inner = value[value.index(after: value.startIndex)..<close]
        guard !inner.isEmpty, !inner.contains(where: { ":,{\"'".contains($0) }) else { return nil }
        let shown =
            mayQuote && value.count <= 60 && !value.contains("\"") && !value.contains("\\") ? String(value) : "…"
        let before = line[..<value.startIndex].unicodeScalars.count
        return YAMLSlip(
            message: "a template has quotes: { template: \"\(shown)\" }", line: error.line, column: before + 1)
    }
}
