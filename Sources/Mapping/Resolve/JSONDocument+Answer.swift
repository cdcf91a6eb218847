import Wire

/// Questions with their answers, as form services send them.
extension JSONDocument {
    /// The element of a list that holds a question's answer.
    func answer(_ step: AnswerStep, in list: Int, _ index: MemberIndex?) -> Int? {
        for names in step.by {
            if let element = match(names, step.value, in: list, index) { return element }
        }
        guard let titles = step.titles, let questions = find(titles.list[...], from: 0, by: index),
            let question = match(titles.by, step.value, in: questions, index),
            let key = leaf(titles.key, in: question, index)
        else { return nil }
        let text = scalar(key)
        return match(titles.to, MatchValue(Array(text.bytes[text.range])), in: list, index)
    }

    /// The answer's own node in an element.
    func answerValue(_ step: AnswerStep, of element: Int, _ index: MemberIndex?) -> Int? {
        let element = only(element)
        if let names = step.member {
            var node: Int? = element
            for name in names { node = node.flatMap { member(name, of: only($0), index) } }
            return node
        }
        if let type = member(Self.type, of: element), kind(of: type) == .string {
            let name = scalar(type)
            if let typed = member(Array(name.bytes[name.range]), of: element) { return typed }
        }
        return member(Self.value, of: element)
    }

    /// What was answered, as a person reads it: a choice by its label, and not by its id.
    func locateAnswer(_ step: AnswerStep, of element: Int, _ index: MemberIndex?) -> Located {
        guard let node = answerValue(step, of: element, index).map(only) else { return .nothing }
        if kind(of: node) == .object {
            var pieces: [Piece] = []
            for name in Self.labels {
                guard let label = member(name, of: node) else { continue }
                append(label, to: &pieces)
            }
            return pieces.isEmpty ? value(of: node) : .list(of: pieces)
        }
        guard let options = member(Self.options, of: only(element)), kind(of: options) == .array else {
            return value(of: node)
        }
        var ids: [Piece] = []
        append(node, to: &ids)
        let texts = optionTexts(options)
        return .list(of: ids.map { texts[Array($0.bytes[$0.range])] ?? $0 })
    }

    /// The texts of options by their ids, in one pass however many were chosen.
    private func optionTexts(_ options: Int) -> [[UInt8]: Piece] {
        var texts: [[UInt8]: Piece] = [:]
        for option in elementsOf(options) {
            guard let id = member(Self.id, of: option), let text = member(Self.text, of: option) else { continue }
            let key = scalar(id)
            texts[Array(key.bytes[key.range])] = scalar(text)
        }
        return texts
    }

    /// Adds the single value, or those of a list.
    private func append(_ node: Int, to pieces: inout [Piece]) {
        switch kind(of: node) {
        case .string, .number, .boolean: pieces.append(scalar(node))
        case .array: for element in elementsOf(node) where isSingle(element) { append(element, to: &pieces) }
        case .object, .null: break
        }
    }

    private static let type = Array("type".utf8)
    private static let value = Array("value".utf8)
    private static let options = Array("options".utf8)
    private static let id = Array("id".utf8)
    private static let text = Array("text".utf8)
    /// What a choice is called in its own object, and what was written beside the choices.
    private static let labels = ["label", "labels", "other"].map { Array($0.utf8) }
}
