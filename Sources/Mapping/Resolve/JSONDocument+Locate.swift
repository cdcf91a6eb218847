import Wire

extension JSONDocument {
    /// Follows steps from a node. A list of one element stands for the element, and one value for a list of it.
    func locate(_ steps: [Path.Step], from node: Int) -> Located {
        var node = node
        for step in steps {
            guard let next = follow(step, from: node) else { return .nothing }
            node = next
        }
        return value(of: node)
    }

    private func follow(_ step: Path.Step, from node: Int) -> Int? {
        switch step {
        case .list: node
        case .member(let name): member(name, of: only(node))
        case .element(let index):
            switch kind(of: node) {
            case .array: element(index, of: node)
            case .object: member(Array(String(index).utf8), of: node)
            case .null: nil
            case .string, .number, .boolean: index == 0 || index == -1 ? node : nil
            }
        case .match(let names, let value): firstMatch(names, value, in: node)
        }
    }

    /// The element of a list of one, however often it is wrapped.
    private func only(_ node: Int) -> Int {
        var node = node
        while kind(of: node) == .array, count(of: node) == 1, let child = firstChild(of: node) { node = child }
        return node
    }

    private func firstMatch(_ names: [[UInt8]], _ value: [UInt8], in node: Int) -> Int? {
        guard kind(of: node) == .array else { return matches(names, value, in: node) ? node : nil }
        guard var element = firstChild(of: node) else { return nil }
        let end = end(of: node)
        while element < end {
            if matches(names, value, in: element) { return element }
            element = next(after: element)
        }
        return nil
    }

    private func matches(_ names: [[UInt8]], _ value: [UInt8], in node: Int) -> Bool {
        var node = node
        for name in names {
            guard let next = member(name, of: only(node)) else { return false }
            node = next
        }
        node = only(node)
        switch kind(of: node) {
        case .string: return equals(node, value)
        case .number, .boolean: return Piece(bytes, range(of: node)).equals(value)
        case .object, .array, .null: return false
        }
    }

    private func value(of node: Int) -> Located {
        let node = only(node)
        switch kind(of: node) {
        case .null: return .nothing
        case .object: return .group
        case .array: return list(node)
        case .string, .number, .boolean: return .piece(scalar(node))
        }
    }

    private func scalar(_ node: Int) -> Piece {
        guard isEscaped(node) else { return Piece(bytes, range(of: node)) }
        var decoded: [UInt8] = []
        appendString(of: node, to: &decoded)
        return Piece(decoded)
    }

    private func list(_ list: Int) -> Located {
        guard var element = firstChild(of: list) else { return .nothing }
        var pieces: [Piece] = []
        let end = end(of: list)
        while element < end {
            let single = only(element)
            switch kind(of: single) {
            case .object, .array: return .group
            case .null: break
            case .string, .number, .boolean: pieces.append(scalar(single))
            }
            element = next(after: element)
        }
        return .list(of: pieces)
    }
}
