/// Makes our own script small: no comments, no blanks, short names for its own.
///
/// It knows no more of JavaScript than that script needs, which keeps to this: statements end in a semicolon; a name that it declares, and
/// that is to be shortened, is nowhere the name of a property.
enum CompactScript {
    static func compact(_ source: [UInt8]) -> [UInt8] {
        let tokens = ScriptTokens.read(source)
        let short = shortNames(tokens)
        var compact: [UInt8] = []
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1] : ""
            let before = index > 0 ? tokens[index - 1] : ""
            // What an ending bracket makes superfluous, and brackets round a single parameter.
            if (token == ";" || token == ",") && next == "}" { continue }
            if token == "(", index + 3 < tokens.count, tokens[index + 2] == ")", tokens[index + 3] == "=>", isName(next)
            {
                continue
            }
            if token == ")", next == "=>", index > 1, tokens[index - 2] == "(", isName(before) { continue }
            let written = token == "const" ? "let" : short[token] ?? token
            if let last = compact.last, let first = written.utf8.first, belongApart(last, first) {
                compact.append(0x20)
            }
            compact += Array(written.utf8)
        }
        return compact
    }

    private static func belongApart(_ last: UInt8, _ first: UInt8) -> Bool {
        if ScriptTokens.isNamePart(last), ScriptTokens.isNamePart(first) { return true }
        return last == first && (first == UInt8(ascii: "+") || first == UInt8(ascii: "-"))
    }

    private static func isName(_ token: String) -> Bool {
        guard let first = token.utf8.first, ScriptTokens.isNamePart(first) else { return false }
        return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    }

    // MARK: Names

    /// A short name for each that the script declares, the most used first.
    static func shortNames(_ tokens: [String]) -> [String: String] {
        let properties = properties(tokens)
        var counts: [String: Int] = [:]
        for token in tokens { counts[token, default: 0] += 1 }
        let names = declared(tokens).subtracting(properties).filter { $0.utf8.count > 1 }
            .sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        var free = letters.filter { counts[$0] == nil }[...]
        var short: [String: String] = [:]
        for name in names { if let letter = free.popFirst() { short[name] = letter } }
        return short
    }

    /// Of one letter, then of two.
    private static let letters: [String] = {
        let ones = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map { String($0) }
        return ones
            + ones.prefix(26).flatMap { first in ones.map { first + $0 } }.filter {
                !["do", "if", "in", "of"].contains($0)
            }
    }()

    /// What stands behind a dot, before a colon, or alone among commas in an object.
    private static func properties(_ tokens: [String]) -> Set<String> {
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() where isName(token) {
            let (before, after) = (
                index > 0 ? tokens[index - 1] : "", index + 1 < tokens.count ? tokens[index + 1] : ""
            )
            if before == "." || after == ":" || (before == "{" && (after == "," || after == "}")) {
                names.insert(token)
            }
        }
        return names
    }

    /// What follows `const`, `let` and their commas, and the parameters of arrow functions.
    private static func declared(_ tokens: [String]) -> Set<String> {
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() {
            switch token {
            case "const": names.insert(tokens[index + 1])
            case "let":
                // `let a, b, c;` or `let a = …`
                var next = index + 1
                names.insert(tokens[next])
                while tokens[next + 1] == "," {
                    next += 2
                    names.insert(tokens[next])
                }
            case "=>":
                var parameter = index - 1
                if tokens[parameter] == ")" {
                    while tokens[parameter] != "(" { parameter -= 1 }
                    names.formUnion(tokens[parameter..<index].filter(isName))
                }
            default: break
            }
        }
        return names
    }
}
