import Wire

extension JSONDocument {
    /// The node that steps lead to; nil for a path with a `*` and where they lead nowhere. A list of one element stands for the element,
    /// and one value for a list of it.
    func find(_ steps: ArraySlice<Path.Step>, from node: Int, by index: MemberIndex? = nil) -> Int? {
        var node = node
        for step in steps {
            guard let next = follow(step, from: node, index) else { return nil }
            node = next
        }
        return node
    }

    /// All nodes that steps with a `*` among them lead to, in the document's order.
    func findAll(_ steps: ArraySlice<Path.Step>, from node: Int, by index: MemberIndex? = nil) -> [Int] {
        var nodes = [node]
        for step in steps {
            nodes = step == .all ? nodes.flatMap(children) : nodes.compactMap { follow(step, from: $0, index) }
        }
        return nodes
    }

    /// The elements of a list, the values of an object's members, or the one value itself.
    private func children(of node: Int) -> [Int] {
        guard var child = firstChild(of: node) else {
            switch kind(of: node) {
            case .string, .number, .boolean: return [node]
            case .array, .object, .null: return []
            }
        }
        let isObject = kind(of: node) == .object
        let end = end(of: node)
        var children: [Int] = []
        while child < end {
            if isObject { child += 1 }
            children.append(child)
            child = next(after: child)
        }
        return children
    }

    private func follow(_ step: Path.Step, from node: Int, _ index: MemberIndex?) -> Int? {
        switch step {
        case .list, .all: node
        case .member(let name): member(name, of: only(node), index)
        case .element(let place):
            switch kind(of: node) {
            case .array: element(place, of: node)
            case .object: member(Array(String(place).utf8), of: node)
            case .null: nil
            case .string, .number, .boolean: place == 0 || place == -1 ? node : nil
            }
        case .match(let names, let value): match(names, value, in: node, index)
        case .answer(let step): answer(step, in: node, index)
        case .answerValue(let step): answerValue(step, of: node, index)
        }
    }

    /// The member of that name, or the only one of a name like it.
    func member(_ name: MemberName, of node: Int, _ index: MemberIndex?) -> Int? {
        guard let index, count(of: node) >= MemberIndex.least, kind(of: node) == .object else {
            return member(name.bytes, of: node) ?? looseMembers(name, of: node).only
        }
        let keys = index.keys(of: node, in: self)
        let hash = name.loose.hash
        let key = keys.first(hash) { equals($0, name.bytes) } ?? keys.only(hash) { isLike(name.loose, $0) }
        return key.map { $0 + 1 }
    }

    /// The value of the first member of a name like this one, and whether it is the only one.
    func looseMembers(_ name: MemberName, of node: Int) -> (first: Int?, second: Int?, only: Int?) {
        guard kind(of: node) == .object else { return (nil, nil, nil) }
        var first: Int?
        var key = node + 1
        let end = end(of: node)
        while key < end {
            if isLike(name.loose, key) {
                if let first { return (first, key + 1, nil) }
                first = key + 1
            }
            key = next(after: key + 1)
        }
        return (first, nil, first)
    }

    private func isLike(_ name: LooseName, _ key: Int) -> Bool {
        guard isEscaped(key) else { return name.fits(bytes.span, range(of: key)) }
        let text = scalar(key)
        return name.fits(text.bytes.span, text.range)
    }

    /// The element of a list of one, however often it is wrapped.
    func only(_ node: Int) -> Int {
        var node = node
        while kind(of: node) == .array, count(of: node) == 1, let child = firstChild(of: node) { node = child }
        return node
    }

    /// The first element in which the names lead to the value; else the only one in which they lead to one like it.
    func match(_ names: [MemberName], _ value: MatchValue, in node: Int, _ index: MemberIndex?) -> Int? {
        guard kind(of: node) == .array else {
            return matches(names, value.bytes, in: node, index) || isLike(names, value, in: node, index) ? node : nil
        }
        guard let start = firstChild(of: node) else { return nil }
        if let index, count(of: node) >= MemberIndex.least {
            let elements = index.elements(of: node, by: names, in: self) { leaf(names, in: $0, index) }
            return elements.first(value.hash) { matches(names, value.bytes, in: $0, index) }
                ?? elements.only(value.hash) { isLike(names, value, in: $0, index) }
        }
        let end = end(of: node)
        var element = start
        while element < end {
            if matches(names, value.bytes, in: element, index) { return element }
            element = next(after: element)
        }
        var found: Int?
        element = start
        while element < end {
            if isLike(names, value, in: element, index) {
                if found != nil { return nil }
                found = element
            }
            element = next(after: element)
        }
        return found
    }

    private func matches(_ names: [MemberName], _ value: [UInt8], in node: Int, _ index: MemberIndex?) -> Bool {
        guard let node = leaf(names, in: node, index) else { return false }
        switch kind(of: node) {
        case .string: return equals(node, value)
        case .number, .boolean: return Piece(bytes, range(of: node)).equals(value)
        case .object, .array, .null: return false
        }
    }

    private func isLike(_ names: [MemberName], _ value: MatchValue, in node: Int, _ index: MemberIndex?) -> Bool {
        guard let node = leaf(names, in: node, index), kind(of: node) == .string else { return false }
        return value.fitsLoosely(scalar(node))
    }

    func leaf(_ names: [MemberName], in node: Int, _ index: MemberIndex?) -> Int? {
        var node = node
        for name in names {
            guard let next = member(name, of: only(node), index) else { return nil }
            node = next
        }
        return only(node)
    }

    /// The text of a single value.
    func scalar(_ node: Int) -> Piece {
        guard isEscaped(node) else { return Piece(bytes, range(of: node)) }
        var decoded: [UInt8] = []
        appendString(of: node, to: &decoded)
        return Piece(decoded)
    }
}
