/// Takes JavaScript apart, as far as our own script uses it: names, numbers, texts in double quotes, regular expressions, signs. Comments
/// are whole lines' ends that begin with `//`; they and blanks are left out.
enum ScriptTokens {
    static func read(_ source: [UInt8]) -> [String] {
        var tokens: [String] = []
        var index = 0
        while index < source.count {
            let byte = source[index]
            let end: Int
            switch byte {
            case 0x20, 0x0A:
                index += 1
                continue
            case UInt8(ascii: "/") where index + 1 < source.count && source[index + 1] == UInt8(ascii: "/"):
                index = source[index...].firstIndex(of: 0x0A) ?? source.count
                continue
            case UInt8(ascii: "\""): end = self.end(ofQuoted: UInt8(ascii: "\""), in: source, from: index)
            case UInt8(ascii: "/") where startsExpression(after: tokens.last):
                end = name(in: source, from: self.end(ofQuoted: byte, in: source, from: index))
            case _ where isNamePart(byte): end = name(in: source, from: index)
            case _ where signs.contains(byte):
                end = source[index...].firstIndex { !signs.contains($0) } ?? source.count
            default: end = index + 1
            }
            tokens.append(String(decoding: source[index..<end], as: UTF8.self))
            index = end
        }
        return tokens
    }

    /// Signs that may follow each other as one: `===`, `&&`, `=>`.
    private static let signs = Set("+-*&|=<>?".utf8)

    static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    private static func name(in source: [UInt8], from index: Int) -> Int {
        source[index...].firstIndex { !isNamePart($0) } ?? source.count
    }

    /// A slash after a value divides; after a sign or an opening bracket a regular expression begins.
    private static func startsExpression(after token: String?) -> Bool {
        guard let last = token?.utf8.last else { return true }
        return "(,=:[!&|?{};+-".utf8.contains(last)
    }

    /// Behind the closing quote; one behind a backslash or, in a regular expression, in brackets is none.
    private static func end(ofQuoted quote: UInt8, in source: [UInt8], from start: Int) -> Int {
        var index = start + 1
        var isInBrackets = false
        while index < source.count, source[index] != quote || isInBrackets {
            switch source[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "[") where quote == UInt8(ascii: "/"): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            default: break
            }
            index += 1
        }
        return min(index + 1, source.count)
    }
}
