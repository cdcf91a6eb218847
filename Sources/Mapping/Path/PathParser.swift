/// Reads a path as a person writes it. The grammar stands at `Path`.
struct PathParser {
    private let text: [UInt8]
    private let names: PathNames
    private var position = 0

    /// Reads the whole of a text as one path, which may begin with one of a preset's short `names`.
    /// - Throws: what is wrong, and where in the text.
    static func parse(_ text: String, names: PathNames = .none) throws(PathError) -> Path {
        if let first = text.utf8.first, first == UInt8(ascii: ".") || first == UInt8(ascii: "$"),
            let dot = text.firstIndex(of: "."), ["", "$"].contains(text[..<dot])
        {
            // jq and JSONPath write the whole that a path starts at.
            let path = text[text.index(after: dot)...]
            throw PathError(
                message: "a path begins with a name" + (path.first?.isLetter == true ? "; write \(path)" : ""),
                offset: 0)
        }
        var parser = PathParser(text: Array(text.utf8), names: names)
        let path = try parser.path()
        guard let rest = parser.peek else { return path }
        throw parser.unexpected(rest)
    }

    private init(text: [UInt8], names: PathNames) {
        self.text = text
        self.names = names
    }

    // MARK: - Path

    private mutating func path() throws(PathError) -> Path {
        skipBlanks()
        let start = position
        if let first = peek, PathParser.rootInitials.contains(first) {
            for (word, root) in PathParser.roots where text[position...].starts(with: word) {
                position += word.count
                return try rooted(root, from: start)
            }
        }
        return try steps(.payload, from: start)
    }

    private enum RootWord { case query, header, cookie, meta, root }
    private static let roots: [([UInt8], RootWord)] = [
        (Array("query.".utf8), .query), (Array("header.".utf8), .header), (Array("cookie.".utf8), .cookie),
        (Array("meta.".utf8), .meta), (Array("root.".utf8), .root),
    ]
    /// What they begin with, as most names do not.
    private static let rootInitials: [UInt8] = Array("qhcmr".utf8)
    private static let calls: [([UInt8], @Sendable (Path) -> Path.Root)] = [
        (Array("json(".utf8), { .json($0) }), (Array("query(".utf8), { .address($0) }),
    ]

    private mutating func rooted(_ root: RootWord, from start: Int) throws(PathError) -> Path {
        if root == .query { return try steps(.query, from: start) }
        if root == .root { return try steps(.whole, from: start) }
        let wordStart = position
        // A header's or a cookie's name may hold dots (RFC 9110, 5.6.2), so what follows is one name.
        let word = try name(stopsAtDot: root == .meta)
        let context: MappingContext.Name
        switch root {
        case .header where word.allSatisfy(PathParser.isTokenCharacter):
            context = .header(String(decoding: word, as: UTF8.self).lowercased())
        case .cookie where word.allSatisfy(PathParser.isTokenCharacter):
            context = .cookie(String(decoding: word, as: UTF8.self))
        case .meta:
            context = .meta(try PathParser.meta(word, at: wordStart))
        default:
            throw PathError(message: "this is no name of a \(root)", offset: wordStart)
        }
        if let next = peek, next == UInt8(ascii: ".") || next == UInt8(ascii: "[") {
            throw PathError(message: "a \(root) value has no parts", offset: position)
        }
        return Path(written: written(from: start), root: .context(context))
    }

    private static func meta(_ word: [UInt8], at offset: Int) throws(PathError) -> MappingContext.Meta {
        let word = String(decoding: word, as: UTF8.self)
        if let meta = MappingContext.Meta(rawValue: word) { return meta }
        let known = MappingContext.Meta.allCases.map(\.rawValue)
        let meant =
            NearestWord.find(word, among: known).map { "did you mean '\($0)'?" }
            ?? "it has \(known.joined(separator: ", "))"
        throw PathError(message: "meta has no '\(word)'; \(meant)", offset: offset)
    }

    private mutating func steps(_ payload: Path.Root, from start: Int) throws(PathError) -> Path {
        var root = payload
        var steps: [Path.Step] = []
        var stepsStart = position
        let mayCall = payload == .payload && text.contains(UInt8(ascii: "("))
        let call = mayCall ? PathParser.calls.first { text[position...].starts(with: $0.0) } : nil
        if let (word, inside) = call {
            let opening = position + word.count - 1
            position += word.count
            root = inside(try path())
            guard take(UInt8(ascii: ")")) else {
                throw PathError(message: "this '(' is not closed; ')' is expected", offset: opening)
            }
            if case .address = root {
                guard peek == UInt8(ascii: ".") else {
                    throw PathError(
                        message: "a query has names; one is expected behind this, as in query(page).utm_source",
                        offset: position)
                }
                stepsStart = position + 1
            }
        } else if peek != UInt8(ascii: "[") {
            steps.append(.member(MemberName(try name())))
        }
        while true {
            if take(UInt8(ascii: ".")) {
                skipBlanks()
                steps.append(takeAll() ? .all : .member(MemberName(try name())))
            } else if peek == UInt8(ascii: "[") {
                steps.append(try bracket())
            } else {
                break
            }
        }
        if root == .payload, steps.count > 1, case .member(let first) = steps[0],
            let path = try names.path(written: written(from: start), first: first, rest: steps.dropFirst(), at: start)
        {
            return path
        }
        if case .json = root { return Path(written: written(from: start), root: root, steps: steps) }
        var name: String?
        if case .member(let only)? = steps.first, steps.count == 1, root == .payload {
            name = String(decoding: only.bytes, as: UTF8.self)
        }
        return Path(
            written: written(from: start), name: name, root: root, steps: steps,
            fieldNames: FieldName.candidates(written: Array(written(from: stepsStart).utf8), steps: steps),
            fieldPatterns: FieldPattern.candidates(steps))
    }

    // MARK: - Steps

    private mutating func bracket() throws(PathError) -> Path.Step {
        let opening = position
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list }
        if takeAll() {
            guard take(UInt8(ascii: "]")) else {
                throw PathError(message: "']' is expected after '*'", offset: position)
            }
            return .all
        }
        let isQuoted = peek == UInt8(ascii: "\"")
        var names = [try name(stopsAtEquals: true)]
        while take(UInt8(ascii: ".")) { names.append(try name(stopsAtEquals: true)) }
        let step: Path.Step
        if take(UInt8(ascii: "=")) {
            step = .match(names.map(MemberName.init), value: MatchValue(try name(stopsAtDot: false)))
        } else if names.count == 1, !isQuoted, names[0][0] != UInt8(ascii: "+"),
            let index = Int(String(decoding: names[0], as: UTF8.self))
        {
            step = .element(index)
        } else if names.count == 1 {
            step = .member(MemberName(names[0]))
        } else {
            throw PathError(message: "'=' and a value are expected", offset: position)
        }
        skipBlanks()
        guard take(UInt8(ascii: "]")) else {
            if let next = peek, next != UInt8(ascii: "[") { throw unexpected(next) }
            throw PathError(message: "this '[' is not closed; ']' is expected", offset: opening)
        }
        return step
    }

    /// A name, in quotes or without, with no blanks round it.
    private mutating func name(stopsAtDot: Bool = true, stopsAtEquals: Bool = false) throws(PathError) -> [UInt8] {
        skipBlanks()
        if peek == UInt8(ascii: "\"") { return try quoted() }
        let start = position
        while let byte = peek, !PathParser.ends(byte, stopsAtDot: stopsAtDot, stopsAtEquals: stopsAtEquals) {
            position += 1
        }
        var end = position
        while end > start, ASCII.isSpace(text[end - 1]) { end -= 1 }
        guard end > start else {
            let hint =
                start > 0 && text.contains(0x20) && !inQuotes.isEmpty ? "; a title goes in quotes\(inQuotes)" : ""
            throw PathError(message: "a name is expected here\(hint)", offset: start)
        }
        if text[start..<end].elementsEqual([UInt8(ascii: "*")]) {
            throw PathError(message: "'*' is no name; a field that is called so goes in quotes", offset: start)
        }
        return Array(text[start..<end])
    }

    private mutating func quoted() throws(PathError) -> [UInt8] {
        let opening = position
        position += 1
        var name: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard !name.isEmpty else {
                    throw PathError(message: "a name is expected in the quotes", offset: opening)
                }
                skipBlanks()
                return name
            }
            if byte == UInt8(ascii: "\\"), let escaped = peek {
                name.append(escaped)
                position += 1
            } else {
                name.append(byte)
            }
        }
        throw PathError(message: "this '\"' is not closed", offset: opening)
    }

    // MARK: - Bytes

    private var peek: UInt8? { position < text.count ? text[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// Passes over a `*` that stands alone, and blanks behind it.
    private mutating func takeAll() -> Bool {
        guard peek == UInt8(ascii: "*") else { return false }
        var next = position + 1
        while next < text.count, ASCII.isSpace(text[next]) { next += 1 }
        guard next == text.count || PathParser.ends(text[next], stopsAtDot: true, stopsAtEquals: false) else {
            return false
        }
        position = next
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, ASCII.isSpace(byte) { position += 1 }
    }

    private func written(from start: Int) -> String {
        Piece(text, start..<position).trimmedASCII.string
    }

    private func unexpected(_ byte: UInt8) -> PathError {
        let rest = String(decoding: text[position...], as: UTF8.self)
        let isSpecial = PathParser.ends(byte, stopsAtDot: true, stopsAtEquals: false)
        let isBehindBracket = position > 0 && text[position - 1] == UInt8(ascii: "]")
        let hint =
            isSpecial
            ? "; a name that holds it goes in quotes\(inQuotes)" : isBehindBracket ? "; a dot stands before a name" : ""
        return PathError(message: "'\(rest.prefix(1))' is not expected here\(hint)", offset: position)
    }

    /// The whole as one name, ready for YAML, which takes the outer quotes away; empty where it may be more than a name.
    private var inQuotes: String {
        // A sentence is a question's title, whatever signs are in it.
        let isSentence = text.contains(0x20) && text.allSatisfy { !#""'\"#.utf8.contains($0) }
        let isName = isSentence || text.allSatisfy { !#"[]".'\"#.utf8.contains($0) }
        return isName ? ", in YAML in two kinds of them: '\"\(String(decoding: text, as: UTF8.self))\"'" : ""
    }

    private static func ends(_ byte: UInt8, stopsAtDot: Bool, stopsAtEquals: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""): true
        case UInt8(ascii: "."): stopsAtDot
        case UInt8(ascii: "="): stopsAtEquals
        default: false
        }
    }

    /// RFC 9110, 5.6.2.
    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ASCII.isLetter(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
