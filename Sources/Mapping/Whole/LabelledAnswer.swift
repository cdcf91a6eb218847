import Wire

/// An answer as form services send it, a question beside its value: `{"label": "Email", "value": "ada@example.com"}`. As a line it reads
/// `Email: ada@example.com`, and not as two.
struct LabelledAnswer {
    let label: [UInt8]
    /// What names its question elsewhere, where the label says no more than that.
    private(set) var ref: [UInt8]?
    /// What was answered: single values.
    let values: [Int]
    /// The value's node, and those in it: whoever took one of them took the answer.
    let nodes: [Int]

    private static let labels = [
        "label", "title", "question", "column_name", "field_label", "fieldLabel", "field_name", "fieldName", "name",
    ].map { Array($0.utf8) }
    private static let answers = ["value", "values", "answer", "string_value"].map { Array($0.utf8) }
    /// What may stand beside question and value without saying more; an object with anything else is told member by member.
    private static let companions = Set(
        [
            "label", "title", "question", "column_name", "name", "type", "id", "key", "ref", "field", "field_id",
            "column_id", "options", "required", "order", "field_label", "fieldLabel", "field_name", "fieldName",
            "field_type", "fieldType", "fieldId", "position",
        ].map { Array($0.utf8) })
    private static let type = Array("type".utf8)
    private static let field = Array("field".utf8)
    private static let fieldLabels = ["title", "ref", "id"].map { Array($0.utf8) }
    /// What a choice is called in its own object.
    private static let choices = ["label", "labels"].map { Array($0.utf8) }

    /// Reads an object; nil where it is no such answer.
    init?(_ document: JSONDocument, _ node: Int) {
        let named = Self.labels.lazy.compactMap { document.text(named: $0, of: node) }.first
        if let named, let value = Self.answers.lazy.compactMap({ document.member($0, of: node) }).first {
            label = named
            guard let values = Self.singles(of: value, in: document), Self.isPlain(document, node, besides: value)
            else {
                return nil
            }
            nodes = [value] + values
            self.values = Self.texts(of: values, optionsIn: node, of: document)
            return
        }
        if let (question, value) = Self.pair(in: document, node) {
            guard let values = Self.singles(of: value, in: document) else { return nil }
            (label, nodes, self.values) = (question, [value] + values, values)
            return
        }
        // `{"type": "email", "email": "…", "field": {"ref": "…"}}`: the value stands under the name that the type says.
        guard let type = document.text(named: Self.type, of: node), let value = document.member(type, of: node),
            let field = document.member(Self.field, of: node),
            let named = Self.fieldLabels.lazy.compactMap({ document.text(named: $0, of: field) }).first
        else { return nil }
        label = named
        if document.text(named: Self.fieldLabels[0], of: field) == nil {
            ref = document.text(named: Self.fieldLabels[1], of: field)
        }
        let choice = Self.choices.lazy.compactMap { document.member($0, of: value) }.first
        guard let values = Self.singles(of: choice ?? value, in: document), Self.isPlain(document, node, besides: value)
        else { return nil }
        (self.values, nodes) = (values, [value, choice ?? value] + values)
    }

    /// A question and its answer by other words, in an object that has nothing else to say.
    private static func pair(in document: JSONDocument, _ node: Int) -> (question: [UInt8], answer: Int)? {
        guard document.count(of: node) <= 4, var key = document.firstChild(of: node) else { return nil }
        var question: [UInt8]?
        var answer: Int?
        let end = document.end(of: node)
        while key < end {
            let name = document.text(of: key)
            let value = key + 1
            key = document.next(after: value)
            if question == nil, AnswerWords.isQuestion(name), document.kind(of: value) == .string {
                let text = document.text(of: value)
                if text.isBlank { return nil }
                question = Array(text.bytes[text.range])
            } else if answer == nil, AnswerWords.isAnswer(name) {
                answer = value
            } else if !isCompanion(name) {
                return nil
            }
        }
        guard let question, let answer else { return nil }
        return (question, answer)
    }

    /// What kind of question it is, which Marquiz calls `t`.
    private static func isCompanion(_ name: Piece) -> Bool {
        let bytes = Array(name.bytes[name.range])
        return companions.contains(bytes) || bytes == [UInt8(ascii: "t")]
    }

    /// The questions that a form's definition lists beside its answers, by the ref that each answer names: ref and title.
    static func titles(_ document: JSONDocument, besideAnswersOf node: Int) -> [(ref: [UInt8], title: [UInt8])] {
        guard let definition = document.member(Self.definition, of: node),
            let fields = document.member(Self.fields, of: definition), document.kind(of: fields) == .array
        else { return [] }
        return document.elementsOf(fields).compactMap { field in
            guard let ref = document.text(named: fieldLabels[1], of: field),
                let title = document.text(named: fieldLabels[0], of: field)
            else { return nil }
            return (ref, title)
        }
    }

    private static let definition = Array("definition".utf8)
    private static let fields = Array("fields".utf8)

    private static func isPlain(_ document: JSONDocument, _ node: Int, besides value: Int) -> Bool {
        document.membersOf(node).allSatisfy { $0.value == value || companions.contains($0.name) }
    }

    /// The values, each that is an option's id as the option's text.
    private static func texts(of values: [Int], optionsIn node: Int, of document: JSONDocument) -> [Int] {
        guard let options = document.member(options, of: node), document.kind(of: options) == .array else {
            return values
        }
        var texts: [[UInt8]: Int] = [:]
        for option in document.elementsOf(options) {
            guard let id = document.member(id, of: option), let text = document.member(text, of: option),
                document.isSingle(id), document.isSingle(text)
            else { continue }
            let key = document.text(of: id)
            texts[Array(key.bytes[key.range])] = text
        }
        return values.map { value in
            let id = document.text(of: value)
            return texts[Array(id.bytes[id.range])] ?? value
        }
    }

    private static let options = Array("options".utf8)
    private static let id = Array("id".utf8)
    private static let text = Array("text".utf8)

    /// A single value, or those of a list; nil for what holds more.
    private static func singles(of node: Int, in document: JSONDocument) -> [Int]? {
        switch document.kind(of: node) {
        case .object: nil
        case .array:
            document.elementsOf(node).allSatisfy(document.isSingle)
                ? document.elementsOf(node).filter { document.kind(of: $0) != .null } : nil
        case .null: []
        case .string, .number, .boolean: [node]
        }
    }
}

extension JSONDocument {
    /// Whether it is neither an object nor a list.
    func isSingle(_ node: Int) -> Bool { kind(of: node) != .object && kind(of: node) != .array }

    /// The elements of a list.
    func elementsOf(_ list: Int) -> [Int] {
        var elements: [Int] = []
        guard var element = firstChild(of: list) else { return [] }
        let end = end(of: list)
        while element < end {
            elements.append(element)
            element = next(after: element)
        }
        return elements
    }

    /// The members of an object: each one's name and value.
    func membersOf(_ object: Int) -> [(name: [UInt8], value: Int)] {
        var members: [(name: [UInt8], value: Int)] = []
        guard var key = firstChild(of: object) else { return [] }
        let end = end(of: object)
        while key < end {
            let text = text(of: key)
            members.append((Array(text.bytes[text.range]), key + 1))
            key = next(after: key + 1)
        }
        return members
    }

    /// A single value's text.
    func text(of node: Int) -> Piece {
        guard isEscaped(node) else { return Piece(bytes, range(of: node)) }
        var decoded: [UInt8] = []
        appendString(of: node, to: &decoded)
        return Piece(decoded)
    }

    /// The text of a member that is a string and not blank.
    fileprivate func text(named name: [UInt8], of node: Int) -> [UInt8]? {
        guard let member = member(name, of: node), kind(of: member) == .string else { return nil }
        let text = text(of: member)
        return text.isBlank ? nil : Array(text.bytes[text.range])
    }
}
