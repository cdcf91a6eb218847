/// A character that HTML writes by its number: `&#64;`, `&#x40;` (HTML standard, section 13.2.5.80). Names, such as `&amp;`, stay as they are.
enum CharacterReference {
    /// The text with each of them replaced by its character.
    static func replaced(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var (plain, rest) = ("", text[...])
        while let start = rest.firstIndex(of: "&") {
            plain += rest[..<start]
            rest = rest[start...]
            if let (scalar, end) = first(in: rest) {
                plain.unicodeScalars.append(scalar)
                rest = rest[end...]
            } else {
                plain.append("&")
                rest = rest.dropFirst()
            }
        }
        return plain + rest
    }

    /// The character that a text begins with, and where it ends.
    private static func first(in text: Substring) -> (Unicode.Scalar, Substring.Index)? {
        var rest = text.dropFirst()
        guard rest.first == "#" else { return nil }
        rest = rest.dropFirst()
        let isHexadecimal = rest.first == "x" || rest.first == "X"
        if isHexadecimal { rest = rest.dropFirst() }
        let digits = rest.prefix { isHexadecimal ? $0.isHexDigit && $0.isASCII : "0"..."9" ~= $0 }
        guard !digits.isEmpty, digits.utf8.count <= 7, let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(number)
        else { return nil }
        let end = rest[digits.endIndex...].first == ";" ? rest.index(after: digits.endIndex) : digits.endIndex
        return (scalar, end)
    }
}
