public import BoardCRM

extension FieldValue {
    /// Reads a scalar that was written without quotes: `true` and `false` are booleans, what is a number by JSON's
    /// grammar (RFC 8259, 6) is a number, and everything else, `007` and `yes` too, is text.
    public init(plain text: String) {
        if text == "true" || text == "false" {
            self = .boolean(text == "true")
        } else if let number = NumberText(text) {
            self = FieldValue(number)
        } else {
            self = .text(text)
        }
    }

    /// A number as a value that writes the same text: whole ones are integers, but for `-0` and what Int64 cannot hold.
    init(_ number: NumberText) {
        self = Int64(number.text).flatMap { String($0) == number.text ? .integer($0) : nil } ?? .number(number)
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
