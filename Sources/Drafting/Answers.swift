internal import Mapping
internal import Wire

/// A list whose elements are a question and its answer each, as Typeform, Tally, Fillout, Google and others send them.
struct Answers {
    /// The names that lead, in every element, to what tells it from the others.
    let selector: [String]
    /// The name of what was answered, where it is known by what the elements are like and not by its own word.
    private let answer: String?

    /// What may tell one from another, what a person can read first: the last word of a member's name.
    private static let telling = ["label", "question", "title", "name", "ref", "key", "id", "type", "kind"]
    private static let valueNames = ["value", "values", "answer", "answers", "string_value", "text", "response"]

    /// nil where the elements are something else.
    init?(_ elements: [JSONValue]) {
        guard let first = elements.first, elements.allSatisfy({ Self.valueName(in: $0) != nil }) else {
            guard let columns = AnswerColumns(elements) else { return nil }
            (selector, answer) = ([columns.question], columns.answer)
            return
        }
        let found = Self.selectors(of: first).first { names in
            var seen: Set<String> = []
            return elements.allSatisfy { element in
                guard let text = Self.text(names, in: element), !text.isEmpty else { return false }
                return seen.insert(text).inserted
            }
        }
        guard let found else { return nil }
        (selector, answer) = (found, nil)
    }

    private static func selectors(of element: JSONValue) -> [[String]] {
        let value = valueName(in: element)
        let members = element.members.map(\.key).filter { $0 != value }
        let own = telling.flatMap { word in members.filter { Words($0).words.last == word }.map { [$0] } }
        // Typeform's answers name their question by its ref.
        return [["field", "ref"]] + own + [["field", "id"]]
    }

    /// The path to an element's answer, without what stands inside the answer.
    func path(to element: JSONValue, in list: String) -> (path: String, value: JSONValue)? {
        guard let text = Self.text(selector, in: element), let name = answer ?? Self.valueName(in: element),
            let value = element[name]
        else { return nil }
        let steps = selector.map { PathText.step($0) }.joined(separator: ".")
        let path = PathText.member(name, of: "\(list)[\(steps)=\(PathText.step(text))]")
        switch value.kind {
        case .object:
            // A choice of Typeform's has a label, several have labels.
            guard let inner = ["label", "labels", "value", "text"].first(where: { value[$0] != nil }),
                let innerValue = value[inner]
            else { return (path, value) }
            return (PathText.member(inner, of: path), innerValue)
        default: return (path, value)
        }
    }

    /// What a person would call the question.
    func label(of element: JSONValue, titles: [String: String]) -> String? {
        if answer != nil { return Self.text(selector, in: element) }
        let members = element.members.filter { $0.value.kind == .string }
        for word in ["label", "question", "title", "name"] {
            if let member = members.first(where: { Words($0.key).words.last == word }) { return member.value.string }
        }
        return Self.text(selector, in: element).map { titles[$0] ?? $0 }
    }

    /// What the sender says the answer is.
    static func hint(of element: JSONValue) -> String? {
        // Marquiz has but a letter for it.
        element.members.first { Words($0.key).words.last == "type" || $0.key == "t" }?.value.string
    }

    private static func valueName(in element: JSONValue) -> String? {
        guard element.kind == .object else { return nil }
        // The value stands under the key that the type names.
        if let type = element["type"]?.string, element[type] != nil { return type }
        return valueNames.first { element[$0] != nil }
    }

    private static func text(_ names: [String], in element: JSONValue) -> String? {
        var value = element
        for name in names {
            guard let next = value[name] else { return nil }
            value = next
        }
        return value.string ?? value.numberText
    }
}
