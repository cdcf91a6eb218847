internal import Mapping
internal import Wire

/// Which of its members is the question and which the answer, of a list whose elements are alike: `{"pergunta": …, "resposta": …}`. Told by
/// what they are called in any of many languages, else by what stands there: short texts that are all different, one of which says what
/// the other member of its element is.
struct AnswerColumns {
    let question: String
    let answer: String

    /// nil where the elements are something else.
    init?(_ elements: [JSONValue]) {
        guard let first = elements.first, elements.allSatisfy({ $0.kind == .object }) else { return nil }
        let names = first.members.map(\.key)
        guard (2...4).contains(names.count) else { return nil }
        let questions = names.filter { Self.mayBeQuestions($0, elements) }
        let pairs = questions.flatMap { question in
            names.filter { $0 != question && Self.mayBeAnswers($0, elements) }.map { (question, $0) }
        }
        let known = pairs.first { AnswerWords.isQuestion($0) && AnswerWords.isAnswer($1) }
        guard let best = known ?? pairs.filter({ Self.agree($0, $1, elements) }).first else { return nil }
        (question, answer) = best
    }

    /// Short texts, in every element, no two of them alike.
    private static func mayBeQuestions(_ name: String, _ elements: [JSONValue]) -> Bool {
        var seen: Set<String> = []
        return elements.allSatisfy { element in
            guard let text = element[name]?.string, (1...200).contains(text.count), text.contains(where: \.isLetter),
                !Look.isEmail(text), !Look.isURL(text)
            else { return false }
            return seen.insert(text).inserted
        }
    }

    /// Single values or lists of them, and not always the same.
    private static func mayBeAnswers(_ name: String, _ elements: [JSONValue]) -> Bool {
        elements.contains { $0[name] != nil }
            && elements.allSatisfy { element in
                guard let value = element[name] else { return true }
                switch value.kind {
                case .object: return false
                case .array: return value.elements.allSatisfy { $0.kind != .object && $0.kind != .array }
                case .string, .number, .boolean, .null: return true
                }
            }
    }

    /// Whether an element's question says what its answer looks like: one that is called an e-mail address and holds one.
    private static func agree(_ question: String, _ answer: String, _ elements: [JSONValue]) -> Bool {
        elements.contains { element in
            guard let label = element[question]?.string,
                let value = element[answer]?.string ?? element[answer]?.numberText
            else { return false }
            let words = Words(label)
            return words.has(Vocabulary.email) && Look.isEmail(value)
                || words.has(Vocabulary.phone) && (Look.isPhone(value) && !Look.isDate(value))
        }
    }
}
