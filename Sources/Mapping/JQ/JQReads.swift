/// What a jq program reads of what was posted, where that can be told from its text: `.a.b`, `.a[].b`, `.a[0]`, also in lists, objects,
/// texts and behind operators.
///
/// What stands before the first `|` reads the post; what stands behind one reads what came of that. Where the post as a whole goes on (`.`,
/// `.[]`, `map(…)` by itself, `to_entries`, `..`), or a program defines or assigns something, it cannot be told.
struct JQReads {
    /// Paths of the mapping's language, each name in quotes; nil where it cannot be told.
    static func paths(of program: String) -> [String]? {
        JQTokenizer.tokens(of: program).flatMap { reads(of: $0) }
    }

    /// The same of a part of a program, which is run on what its paths start at.
    static func reads(of tokens: [JQToken]) -> [String]? {
        var reads = JQReads(tokens: tokens)
        guard reads.run(isPost: true, until: []), reads.position == tokens.count else { return nil }
        var seen: Set<String> = []
        return reads.found.filter { seen.insert($0).inserted }
    }

    let tokens: [JQToken]
    var position = 0
    var found: [String] = []
    /// Whether the path that was read last went on behind a `|`: what comes then is read of it, and not of the post.
    var wentOn = false

    /// Functions whose arguments read what they are applied to, and that read nothing of it themselves.
    private static let transparent: Set<String> = ["first", "last", "limit", "isempty", "range", "error"]
    /// What makes the whole anew with a part of it changed, and what is not told apart here.
    private static let changing: Set<String> = ["=", "|=", "+=", "-=", "*=", "/=", "%=", "//=", "?//"]
    /// Words that read nothing, or join what does.
    private static let harmless: Set<String> = [
        "and", "or", "if", "then", "elif", "else", "end", "try", "empty", "true", "false", "null", "now",
    ]

    private init(tokens: [JQToken]) { self.tokens = tokens }

    private var next: JQToken? { position < tokens.count ? tokens[position] : nil }

    private mutating func take(_ sign: String) -> Bool {
        guard next == .sign(sign) else { return false }
        position += 1
        return true
    }

    /// Reads up to one of these signs, which stays, or to the end. False where it cannot be told.
    private mutating func run(isPost: Bool, until ends: Set<String>) -> Bool {
        var isPost = isPost
        var isBinding = false
        /// Whether a term has ended, so that a point or a bracket goes on from it.
        var isBehindTerm = false
        while let token = next {
            if case .sign(let sign) = token, ends.contains(sign) { return true }
            position += 1
            switch token {
            case .field(let name):
                if !isBehindTerm, isPost {
                    guard path(from: Self.quoted(name), isPost: isPost) else { return false }
                    if wentOn { isPost = false }
                } else {
                    guard postfixes(isPost: isPost) else { return false }
                }
                isBehindTerm = true
            case .dot:
                // `.["name"]`, `.[0].name`, and nothing else that begins so.
                if isBehindTerm || !isPost {
                    guard postfixes(isPost: isPost) else { return false }
                } else {
                    guard next == .sign("["), path(from: "", isPost: isPost) else { return false }
                    if wentOn { isPost = false }
                }
                isBehindTerm = true
            case .dotDot:
                if isPost { return false }
                isBehindTerm = true
            case .variable, .number: isBehindTerm = true
            case .format:
                // `@uri "…"` is a text; by itself it reads what comes.
                if isPost { if case .string = next {} else { return false } }
                isBehindTerm = true
            case .string(_, let inner):
                for program in inner {
                    var reads = JQReads(tokens: program)
                    guard reads.run(isPost: isPost, until: []) else { return false }
                    found += reads.found
                }
                isBehindTerm = true
            case .word("as"):
                guard pattern() else { return false }
                isBinding = next == .sign("|")
                isBehindTerm = true
            case .word("def"): return false
            case .word(let word):
                guard self.word(word, isPost: isPost) else { return false }
                isBehindTerm = !Self.harmless.contains(word) || word == "end"
            case .sign("|"):
                // Behind `as $x |` the same is read as before it.
                if !isBinding { isPost = false }
                isBinding = false
                isBehindTerm = false
            case .sign("("):
                guard run(isPost: isPost, until: [")"]), take(")") else { return false }
                isBehindTerm = true
            case .sign("["):
                guard run(isPost: isBehindTerm ? false : isPost, until: ["]"]), take("]") else { return false }
                isBehindTerm = true
            case .sign("{"):
                guard object(isPost: isPost) else { return false }
                isBehindTerm = true
            case .sign("?"): break
            case .sign(let sign):
                if Self.changing.contains(sign) { return false }
                isBehindTerm = false
            }
        }
        return ends.isEmpty
    }

    /// What goes on behind the first name of a path, and the path itself.
    private mutating func path(from start: String, isPost: Bool) -> Bool {
        var path = start
        /// Whether all that follows lies in what was taken.
        var isWhole = false
        wentOn = false
        var isBehindPipe = false
        loop: while let token = next {
            switch token {
            case .field(let name):
                if !isWhole { path += (path.isEmpty ? "" : ".") + Self.quoted(name) }
                position += 1
            case .dot where position + 1 < tokens.count && tokens[position + 1] == .sign("["): position += 1
            case .sign("?"): position += 1
            case .sign("|") where position + 1 < tokens.count:
                if !isWhole, !path.isEmpty, goesOn(from: path) { return true }
                // `.a[] | .b` is `.a[].b`.
                guard case .field = tokens[position + 1] else { break loop }
                position += 1
                isBehindPipe = true
            case .sign("["):
                position += 1
                switch (next, position + 1 < tokens.count ? tokens[position + 1] : nil) {
                case (.sign("]")?, _):
                    // All of the post itself is no path.
                    if path.isEmpty { return false }
                    if !isWhole { path += "[*]" }
                    position += 1
                case (.number(let number)?, .sign("]")?) where Int(number) != nil:
                    if !isWhole { path += "[\(number)]" }
                    position += 2
                case (.string(let name, let inner)?, .sign("]")?) where inner.isEmpty:
                    if !isWhole { path += (path.isEmpty ? "" : ".") + Self.quoted(name) }
                    position += 2
                default:
                    // Which element is a matter of what comes: all of it is taken.
                    if path.isEmpty { return false }
                    isWhole = true
                    guard run(isPost: isPost, until: ["]"]), take("]") else { return false }
                }
            default: break loop
            }
        }
        wentOn = isBehindPipe
        if path.isEmpty { return false }
        // A list is its elements.
        if path.hasSuffix("[*]") { path.removeLast(3) }
        found.append(path)
        return true
    }

    /// Fields and brackets behind a term that is no path of the post.
    private mutating func postfixes(isPost: Bool) -> Bool {
        while let token = next {
            switch token {
            case .field, .sign("?"), .dot: position += 1
            case .sign("["):
                position += 1
                guard run(isPost: isPost, until: ["]"]), take("]") else { return false }
            default: return true
            }
        }
        return true
    }

    /// A function or a keyword.
    private mutating func word(_ word: String, isPost: Bool) -> Bool {
        let hasArguments = next == .sign("(")
        if isPost, !Self.harmless.contains(word), !(hasArguments && Self.transparent.contains(word)) { return false }
        guard hasArguments, !Self.harmless.contains(word) else { return true }
        position += 1
        while true {
            guard run(isPost: isPost, until: [";", ")"]) else { return false }
            if take(")") { return true }
            guard take(";") else { return false }
        }
    }

    /// `$x`, or a pattern of several in brackets.
    private mutating func pattern() -> Bool {
        var depth = 0
        while let token = next {
            position += 1
            switch token {
            case .sign("["), .sign("{"), .sign("("): depth += 1
            case .sign("]"), .sign("}"), .sign(")"): depth -= 1
            default: break
            }
            if depth <= 0 { return depth == 0 }
        }
        return false
    }

    /// `{a: .b, c, "d": 1, (.e): 2, $f}`, behind its brace.
    private mutating func object(isPost: Bool) -> Bool {
        while true {
            if take("}") { return true }
            guard let key = next else { return false }
            position += 1
            switch key {
            case .word(let name), .string(let name, inner: []):
                if next == .sign(",") || next == .sign("}"), isPost { found.append(Self.quoted(name)) }
            case .string(_, let inner):
                for program in inner {
                    var reads = JQReads(tokens: program)
                    guard reads.run(isPost: isPost, until: []) else { return false }
                    found += reads.found
                }
                // `{"\(.a)"}` reads a member whose name is a matter of what comes.
                if next != .sign(":") { return false }
            case .variable, .number: break
            case .sign("("):
                guard run(isPost: isPost, until: [")"]), take(")") else { return false }
            default: return false
            }
            if take(":") {
                guard run(isPost: isPost, until: [",", "}"]) else { return false }
            }
            if !take(","), next != .sign("}") { return false }
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
