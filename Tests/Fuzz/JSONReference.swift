/// RFC 8259 by recursive descent over scalars, as plainly as it can be written: slow, and only to compare with.
struct JSONReference {
    private var rest: ArraySlice<Unicode.Scalar>

    /// A text's value in one line, as `JSONFuzz` describes values; nil if it is no JSON, deeper than the limit, or repeats a key.
    static func read(_ text: [UInt8]) -> String? {
        guard let string = String(validating: text, as: UTF8.self) else { return nil }
        var reader = JSONReference(rest: Array(string.unicodeScalars)[...])
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.rest.isEmpty ? value : nil
    }

    static func describe(_ string: String) -> String {
        "\"" + string.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ") + "\""
    }

    private mutating func skipSpace() {
        rest = rest.drop { [" ", "\t", "\n", "\r"].contains($0) }
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func value(depth: Int) -> String? {
        skipSpace()
        for word in ["true", "false", "null"] where take(word) { return word }
        switch rest.first {
        case "\"": return string().map(Self.describe)
        case "{": return depth < WireLimits.standard.maxDepth ? object(depth: depth + 1) : nil
        case "[": return depth < WireLimits.standard.maxDepth ? array(depth: depth + 1) : nil
        default: return number()
        }
    }

    private mutating func array(depth: Int) -> String? {
        guard take("[") else { return nil }
        skipSpace()
        if take("]") { return "[]" }
        var elements: [String] = []
        repeat {
            guard let element = value(depth: depth) else { return nil }
            elements.append(element)
            skipSpace()
        } while take(",")
        return take("]") ? "[" + elements.joined(separator: ",") + "]" : nil
    }

    private mutating func object(depth: Int) -> String? {
        guard take("{") else { return nil }
        skipSpace()
        if take("}") { return "{}" }
        var members: [String] = []
        var keys: Set<String> = []
        repeat {
            skipSpace()
            guard let key = string().map(Self.describe), keys.insert(key).inserted else { return nil }
            skipSpace()
            guard take(":"), let member = value(depth: depth) else { return nil }
            members.append(key + ":" + member)
            skipSpace()
        } while take(",")
        return take("}") ? "{" + members.joined(separator: ",") + "}" : nil
    }

    private mutating func number() -> String? {
        var text = ""
        func digits(_ reader: inout JSONReference) -> String {
            let digits = reader.rest.prefix { ("0"..."9").contains($0) }
            reader.rest = reader.rest.dropFirst(digits.count)
            return digits.map { String($0) }.joined()
        }
        if take("-") { text += "-" }
        let whole = digits(&self)
        guard !whole.isEmpty, whole == "0" || !whole.hasPrefix("0") else { return nil }
        text += whole
        if take(".") {
            let fraction = digits(&self)
            guard !fraction.isEmpty else { return nil }
            text += "." + fraction
        }
        if let mark = rest.first, mark == "e" || mark == "E" {
            rest.removeFirst()
            text += String(mark)
            if let sign = rest.first, sign == "+" || sign == "-" {
                rest.removeFirst()
                text += String(sign)
            }
            let exponent = digits(&self)
            guard !exponent.isEmpty else { return nil }
            text += exponent
        }
        return text
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var units: [UInt16] = []
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(decoding: units, as: UTF16.self)
            case "\\":
                guard let letter = rest.popFirst() else { return nil }
                switch letter {
                case "\"", "\\", "/": units.append(UInt16(letter.value))
                case "b": units.append(8)
                case "f": units.append(12)
                case "n": units.append(10)
                case "r": units.append(13)
                case "t": units.append(9)
                case "u":
                    let digits = rest.prefix(4)
                    guard digits.count == 4, digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
                        let unit = UInt16(digits.map { String($0) }.joined(), radix: 16)
                    else { return nil }
                    units.append(unit)
                    rest = rest.dropFirst(4)
                default: return nil
                }
            default:
                guard scalar.value >= 0x20 else { return nil }
                units += UTF16.encode(scalar).map(Array.init) ?? []
            }
        }
        return nil
    }
}
