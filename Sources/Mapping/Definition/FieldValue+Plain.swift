public import BoardCRM

extension FieldValue {
    /// Reads a scalar that was written without quotes: `true` and `false` are booleans, what is a number by JSON's
    /// grammar (RFC 8259, 6) is a number, and everything else, `007` and `yes` too, is text.
    public init(plain text: String) {
        if text == "true" || text == "false" {
            self = .boolean(text == "true")
        } else if let number = NumberText(text) {
            // `-0` and what Int64 cannot hold stay as they were written.
            self = Int64(text).flatMap { String($0) == text ? .integer($0) : nil } ?? .number(number)
        } else {
            self = .text(text)
        }
    }

    /// The value as `choices` compares it and messages show it.
    var plainText: String {
        switch self {
        case .text(let text): text
        case .integer(let whole): String(whole)
        case .number(let number): number.text
        case .boolean(let flag): flag ? "true" : "false"
        }
    }
}
