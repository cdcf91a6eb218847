internal import Wire

extension LeafFinder {
    /// Takes a text that is JSON apart, as Jotform and Unbounce send it; false for any other.
    mutating func addJSON(in text: String, at path: String, names: [String]) -> Bool {
        guard text.hasPrefix("{") || text.hasPrefix("["), let document = try? JSONDocument.parse(Array(text.utf8)),
            document.root.count > 0
        else { return false }
        add(document.root, at: "json(\(path))", names: names)
        return true
    }

    mutating func add(_ value: JSONValue, at path: String, names: [String], label: String? = nil, hint: String? = nil) {
        // Deeper than that is nothing that a person answered.
        guard names.count < 12 else { return }
        func leaf(_ text: String, _ kind: Leaf.Kind) -> Leaf {
            Leaf(paths: [path], names: names, label: label, hint: hint, value: text, kind: kind)
        }
        switch value.kind {
        case .object:
            for (key, member) in value.members where !key.isEmpty {
                add(member, at: PathText.member(key, of: path), names: names + [key])
            }
        case .array: add(list: value, at: path, names: names, label: label, hint: hint)
        case .string:
            let text = value.string ?? ""
            if path.isEmpty || addJSON(in: text, at: path, names: names) { return }
            add(leaf(text, text.isEmpty ? .nothing : .text))
        case .number: if !path.isEmpty { add(leaf(value.numberText ?? "", .number)) }
        case .boolean: if !path.isEmpty { add(leaf(value.boolean == true ? "true" : "false", .boolean)) }
        case .null: if !path.isEmpty { add(leaf("", .nothing)) }
        }
    }

    private mutating func add(list: JSONValue, at path: String, names: [String], label: String?, hint: String?) {
        let elements = Array(list.elements)
        if let texts = Self.texts(elements), !path.isEmpty {
            // The list as a whole, which stands for its only value or joins several.
            let value = texts.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: ", ")
            let kind: Leaf.Kind = texts.isEmpty ? .nothing : texts.count == 1 ? .text : .list
            return add(Leaf(paths: [path], names: names, label: label, hint: hint, value: value, kind: kind))
        }
        if elements.allSatisfy({ $0["ref"] != nil && $0["title"] != nil }) {
            // Typeform's questions, which its answers name by their ref.
            for element in elements {
                if let ref = element["ref"]?.string { titles[ref] = element["title"]?.string }
            }
            return
        }
        if let answers = Answers(elements), !elements.isEmpty {
            for element in elements {
                guard let (inner, value) = answers.path(to: element, in: path) else { continue }
                let label = answers.label(of: element, titles: titles)
                add(
                    value, at: inner, names: names + [label ?? ""], label: label, hint: Answers.hint(of: element))
            }
            return
        }
        for (index, element) in elements.enumerated() {
            let inner = elements.count == 1 && !path.isEmpty ? path : "\(path)[\(index)]"
            add(element, at: inner, names: names)
        }
    }

    /// The texts of single values; nil where a list holds anything else.
    private static func texts(_ elements: [JSONValue]) -> [String]? {
        var texts: [String] = []
        for element in elements {
            switch element.kind {
            case .string: texts.append(element.string ?? "")
            case .number: texts.append(element.numberText ?? "")
            case .boolean: texts.append(element.boolean == true ? "true" : "false")
            case .null: break
            case .object, .array: return nil
            }
        }
        return texts
    }
}
