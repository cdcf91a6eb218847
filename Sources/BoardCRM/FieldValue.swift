/// What one attribute of a deal or a lead is set to. In JSON each case keeps its type; in the two form formats all become text.
public enum FieldValue: Sendable, Hashable {
    /// Any text, UTF-8.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// Any other number, in the text it came with.
    case number(NumberText)
    /// True or false; `true` and `false` in JSON, `1` and `0` in the form formats (inferred).
    case boolean(Bool)

    /// The value as the form formats write it.
    public var formText: String {
        switch self {
        case .text(let text): text
        case .integer(let value): String(value)
        case .number(let number): number.text
        case .boolean(let value): value ? "1" : "0"
        }
    }
}
