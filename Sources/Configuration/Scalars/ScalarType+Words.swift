import Mapping

extension ScalarType where Value == Bool {
    /// `true` or `false`, and none of YAML's older words for them.
    static var boolean: Self {
        ScalarType("true or false", schema: .boolean) { text throws(Mismatch) in
            switch text {
            case "true": return true
            case "false": return false
            default: break
            }
            switch (text.lowercased(), RuleVocabulary.boolean(text)) {
            case ("y", _), (_, true?): throw Mismatch("write true")
            case ("n", _), (_, false?): throw Mismatch("write false")
            default: throw Mismatch()
            }
        }
    }
}

extension ScalarType where Value: RawRepresentable<String> & CaseIterable & Sendable {
    /// One of an enumeration's words.
    static var word: Self {
        let words = Value.allCases.map(\.rawValue)
        return ScalarType("one of \(words.joined(separator: ", "))", schema: .words(words)) { text throws(Mismatch) in
            if let value = Value(rawValue: text) { return value }
            // `warn` is three letters short of `warning`, which is more than a slip of the finger.
            let begun = text.count >= 3 ? words.first { $0.hasPrefix(text) } : nil
            throw Mismatch((begun ?? NearestWord.find(text, among: words)).map { "did you mean '\($0)'?" })
        }
    }
}

extension ScalarType where Value == String {
    /// Any text that is not empty.
    static func text(_ expected: String) -> Self {
        ScalarType(expected) { text throws(Mismatch) in
            guard !text.isEmpty else { throw Mismatch() }
            return text
        }
    }
}
