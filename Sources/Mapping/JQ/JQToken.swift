/// A word of a jq program, as far as ``JQReads`` has to tell words apart.
enum JQToken: Equatable {
    /// `.name`, `."name"` or `.name` behind a term.
    case field(String)
    /// A point that begins no field.
    case dot
    case dotDot
    /// `$name`.
    case variable
    /// A function's name or a keyword.
    case word(String)
    case number(String)
    /// A text; what stands in its `\( )` are programs of their own.
    case string(String, inner: [[JQToken]])
    /// `@base64`.
    case format
    /// Any other sign: `(`, `|`, `//=`.
    case sign(String)
}

/// Takes a jq program apart; nil for what is none.
struct JQTokenizer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    static func tokens(of program: String) -> [JQToken]? {
        var tokenizer = JQTokenizer(scalars: Array(program.unicodeScalars))
        return tokenizer.tokens(untilParenthesis: false)
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        position + offset < scalars.count ? scalars[position + offset] : nil
    }

    /// - Parameter untilParenthesis: whether they end with the `)` that closes a text's `\(`.
    private mutating func tokens(untilParenthesis: Bool) -> [JQToken]? {
        var tokens: [JQToken] = []
        var depth = 0
        while let scalar = peek() {
            switch scalar {
            case " ", "\t", "\n", "\r": position += 1
            case "#": while let next = peek(), next != "\n" { position += 1 }
            case "\"":
                guard let string = string() else { return nil }
                tokens.append(string)
            case ".":
                guard let token = point() else { return nil }
                tokens.append(token)
            case "$":
                position += 1
                _ = word()
                tokens.append(.variable)
            case "@":
                position += 1
                _ = word()
                tokens.append(.format)
            case "0"..."9": tokens.append(number())
            case _ where Self.beginsWord(scalar): tokens.append(.word(word()))
            default:
                let sign = sign()
                if sign == "(" { depth += 1 }
                if sign == ")" {
                    if depth == 0 { return untilParenthesis ? tokens : nil }
                    depth -= 1
                }
                tokens.append(.sign(sign))
            }
        }
        return untilParenthesis ? nil : tokens
    }

    private static func beginsWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic
    }

    /// A name, perhaps of a module's: `a::b`.
    private mutating func word() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = peek() {
            let isModule = scalar == ":" && peek(1) == ":"
            guard Self.beginsWord(scalar) || ("0"..."9").contains(scalar) || isModule else { break }
            word.append(scalar)
            if isModule { word.append(scalar) }
            position += isModule ? 2 : 1
        }
        return String(word)
    }

    private mutating func number() -> JQToken {
        var text = String.UnicodeScalarView()
        while let scalar = peek(), ("0"..."9").contains(scalar) || scalar == "." || scalar == "e" || scalar == "E" {
            text.append(scalar)
            position += 1
        }
        return .number(String(text))
    }

    private mutating func point() -> JQToken? {
        position += 1
        guard let next = peek() else { return .dot }
        if next == "." {
            position += 1
            return .dotDot
        }
        if Self.beginsWord(next) { return .field(word()) }
        if ("0"..."9").contains(next) { return number() }
        guard next == "\"" else { return .dot }
        guard case .string(let text, let inner)? = string(), inner.isEmpty else { return nil }
        return .field(text)
    }

    private mutating func sign() -> String {
        for sign in ["?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//"]
        where scalars[position...].starts(with: sign.unicodeScalars) {
            position += sign.unicodeScalars.count
            return sign
        }
        position += 1
        return String(Character(scalars[position - 1]))
    }

    private mutating func string() -> JQToken? {
        position += 1
        var text = String.UnicodeScalarView()
        var inner: [[JQToken]] = []
        while let scalar = peek() {
            position += 1
            switch scalar {
            case "\"": return .string(String(text), inner: inner)
            case "\\":
                guard let escaped = peek() else { return nil }
                position += 1
                switch escaped {
                case "(":
                    guard let tokens = tokens(untilParenthesis: true) else { return nil }
                    inner.append(tokens)
                case "n": text.append("\n")
                case "t": text.append("\t")
                case "r": text.append("\r")
                case "\"", "\\", "/": text.append(escaped)
                // A name is hardly ever written so.
                default: return nil
                }
            default: text.append(scalar)
            }
        }
        return nil
    }
}
