/// `name:value`: to YAML that is one word, for its colon has no space behind it.
struct MissingSpace {
    /// Where the space should be, in characters from the text's beginning.
    let offset: Int
    /// What to tell.
    let message: String

    /// Looks at the beginning of a text; nil where no word with such a colon stands there.
    init?(in text: some StringProtocol) {
        let scalars = text.unicodeScalars
        let word = scalars.prefix {
            $0 == "_" || $0 == "-" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
        }
        let rest = scalars[word.endIndex...]
        guard let first = word.first, first.isASCII, first.properties.isAlphabetic, rest.first == ":",
            let next = rest.dropFirst().first, ![" ", "\t", "\r", "/", ":"].contains(next)
        else { return nil }
        offset = word.count + 1
        message =
            next.properties.generalCategory == .spaceSeparator
            ? "a space is needed behind the colon, and this is another sign that looks like one; type it anew"
            : "a space is needed behind the colon"
    }
}
