/// What is wrong with a value, in words that follow the field's name, and never with the value itself.
enum Refusal {
    static let required = "is required"
    static let group = "is a group of values; one value is expected"
    static let jqGroup = "its jq made an object or a list of more than single values; one value is expected"
    static let notJSON = "is not JSON; JSON text is expected"

    static let endless = "is too long; its rule makes more than 16 MiB of it"

    static func tooLong(_ maximum: Int) -> String {
        "is too long; at most \(maximum) character\(maximum == 1 ? " is" : "s are") expected"
    }

    /// Which of a list's values a refusal is about, from 1.
    static func ofSeveral(_ refusal: String, _ number: Int, of count: Int) -> String {
        count > 1 ? "\(refusal) (value \(number) of \(count))" : refusal
    }

    static func notAChoice(_ choices: [String]) -> String {
        // A visitor can use a short list, not a long one.
        choices.count <= 8
            ? "is none of the values that are expected: \(choices.joined(separator: ", "))"
            : "is none of the values that are expected"
    }
}
