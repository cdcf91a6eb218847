import BoardCRM
import Mapping

/// What a field of the board holds, by the word that `field/list` has for its type. BoardCRM's words are documented nowhere (inferred):
/// one that is not in this table is said to be unknown, and nothing is concluded from it.
enum BoardFieldKind: String {
    case text
    case number = "a number"
    case boolean = "yes or no"
    case dateTime = "a date and time"

    init?(word: String) {
        switch word.lowercased() {
        case "string", "text", "textarea", "varchar", "char", "line", "multiline": self = .text
        case "number", "numeric", "integer", "int", "float", "double", "decimal", "money", "price": self = .number
        case "boolean", "bool", "checkbox", "flag": self = .boolean
        case "date", "datetime", "timestamp": self = .dateTime
        default: return nil
        }
    }

    /// Whether the field takes a value of this kind as it is.
    func takes(_ kind: RuleOutline.Kind) -> Bool {
        switch (self, kind) {
        case (.text, .text), (.text, .dateTime), (.number, .number), (.boolean, .boolean), (.dateTime, .dateTime): true
        default: false
        }
    }

    /// The `type` of a rule that sends such values.
    var ruleType: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .boolean: "boolean"
        case .dateTime: "datetime"
        }
    }
}
