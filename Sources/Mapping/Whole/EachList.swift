import BoardCRM
import Wire

/// The list of `each`, compiled: what makes several payloads of one.
struct EachList: Sendable {
    /// More elements than this make no deals: a person looks at what it is.
    static let most = 100

    let path: Path

    func parts(of payload: Payload) -> PostParts {
        if case .fields(let fields) = payload, case .payload = path.root { return parts(of: fields, in: payload) }
        var resolver = Resolver(payload, .empty)
        guard let (document, nodes) = lists(&resolver) else { return problem("is required") }
        let elements = nodes.flatMap(document.listed)
        guard elements.count <= Self.most else { return tooMany(elements.count) }
        if elements.isEmpty { return .none }
        let isOne = nodes.count == 1 && document.kind(of: nodes[0]) != .array
        let share = PostShare(payload)
        return .parts(
            elements.enumerated().compactMap { index, element in
                document.payload(of: element).map { part in
                    PostPart(part, in: share, prefix: isOne ? "\(path.name)." : "\(path.name)[\(index)].")
                }
            })
    }

    /// The nodes that the path leads to, and their document. What a `*` at its end stands for is what the list has anyway.
    private func lists(_ resolver: inout Resolver) -> (JSONDocument, [Int])? {
        let document: JSONDocument?
        switch (path.root, resolver.payload) {
        case (.json(let inner), _): document = resolver.document(inTextAt: inner)
        case (_, .json(let payload)): document = payload
        case (_, .fields): document = nil
        }
        guard let document else { return nil }
        let steps = path.steps.last == .all ? path.steps.dropLast() : path.steps[...]
        let nodes = document.findAll(steps, from: 0).filter { document.kind(of: $0) != .null }
        return nodes.isEmpty ? nil : (document, nodes)
    }

    // MARK: - Forms

    /// The fields `people[0][name]` and `people[1][name]` are two payloads with a `name`, in the order in which they begin.
    private func parts(of fields: FormFields, in payload: Payload) -> PostParts {
        var order: [Int] = []
        var parts: [Int: FormFields] = [:]
        for entry in fields.entries {
            guard let (index, name) = element(of: fields.bytes[entry.name]) else { continue }
            if parts[index] == nil { order.append(index) }
            if let file = entry.file {
                parts[index, default: FormFields(keepingFilesAs: fields)].append(name: name, file: fields.files[file])
            } else {
                parts[index, default: FormFields(keepingFilesAs: fields)].append(
                    name: name, value: fields.bytes[entry.value])
            }
        }
        guard !order.isEmpty else { return problem("is required") }
        guard order.count <= Self.most else { return tooMany(order.count) }
        let share = PostShare(payload)
        return .parts(
            order.map { PostPart(.fields(parts[$0] ?? FormFields()), in: share, prefix: "\(path.name)[\($0)].") })
    }

    /// Which element a field is of, and its name in there: 1 and `address[city]` for `people[1][address][city]`.
    func element(of name: ArraySlice<UInt8>) -> (index: Int, name: [UInt8])? {
        for list in path.fieldNames where list.index == nil && name.starts(with: list.bytes) {
            let rest = name.dropFirst(list.bytes.count)
            guard rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) else { continue }
            let digits = rest[rest.startIndex + 1..<close]
            guard (1...6).contains(digits.count), digits.allSatisfy(ASCII.isDigit),
                let index = Int(String(decoding: digits, as: UTF8.self))
            else { continue }
            let inner = rest[(close + 1)...]
            if inner.first == UInt8(ascii: "."), inner.count > 1 { return (index, Array(inner.dropFirst())) }
            guard inner.first == UInt8(ascii: "["), let end = inner.firstIndex(of: UInt8(ascii: "]")),
                end > inner.startIndex + 1
            else { continue }
            return (index, Array(inner[inner.startIndex + 1..<end] + inner[(end + 1)...]))
        }
        return nil
    }

    // MARK: - Problems

    private func tooMany(_ count: Int) -> PostParts {
        problem("has \(count) elements; at most \(Self.most) are expected")
    }

    private func problem(_ message: String) -> PostParts {
        .problem(Problem(field: path.name, target: TargetPath(steps: []), message: message))
    }
}

extension JSONDocument {
    /// The elements of a list that are something; one that is no list is its own only element.
    fileprivate func listed(in node: Int) -> [Int] {
        guard kind(of: node) == .array else { return [node] }
        var elements: [Int] = []
        guard var element = firstChild(of: node) else { return [] }
        let end = end(of: node)
        while element < end {
            if kind(of: element) != .null { elements.append(element) }
            element = next(after: element)
        }
        return elements
    }

    /// A node as a payload; a single value is called `value` there.
    fileprivate func payload(of node: Int) -> Payload? {
        switch kind(of: node) {
        case .object, .array: return (try? JSONDocument.parse(bytes, in: range(of: node))).map { .json($0) }
        case .string, .number, .boolean, .null:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("value")
            // A string's range is inside its quotes.
            let text = range(of: node)
            writer.raw(kind(of: node) == .string ? bytes[text.lowerBound - 1..<text.upperBound + 1] : bytes[text])
            writer.endObject()
            return (try? JSONDocument.parse(writer.bytes)).map { .json($0) }
        }
    }
}
