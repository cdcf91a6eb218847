import Bridge

/// The keys of `languages/TAG.yaml`: one for each text, and the direction of writing.
enum LanguageKeys {
    static let direction = Key(
        "direction", .writingDirection, "ltr, from left to right (the default), or rtl, from right to left")
    static let texts = PageText.allCases.map { ($0, Key($0.rawValue, .text("a text"), $0.about)) }

    static let shape = Shape("a language's texts", [direction] + texts.map(\.1))
}

extension ScalarType where Value == Bool {
    /// `rtl` is true.
    static var writingDirection: Self {
        ScalarType("ltr or rtl", schema: .words(["ltr", "rtl"])) { text throws(Mismatch) in
            switch text {
            case "ltr": false
            case "rtl": true
            default: throw Mismatch()
            }
        }
    }
}
