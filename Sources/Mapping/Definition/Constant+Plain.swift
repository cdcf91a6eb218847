extension RuleDefinition.Constant {
    /// Reads a scalar that was written without quotes: `true` and `false` are booleans, what is a number by JSON's
    /// grammar (RFC 8259, 6) is a number, and everything else, `007` and `yes` too, is text.
    public init(plain text: String) {
        if text == "true" || text == "false" {
            self = .boolean(text == "true")
        } else if !NumberGrammar.isNumber(text.utf8) {
            self = .text(text)
        } else if let whole = Int64(text) {
            self = .integer(whole)
        } else {
            self = .number(text)
        }
    }

    /// The value as text: what `choices` compares and templates show.
    var text: String {
        switch self {
        case .text(let text), .number(let text): text
        case .integer(let whole): String(whole)
        case .boolean(let flag): flag ? "true" : "false"
        }
    }
}
