import Wire

extension JSONDocument {
    /// Follows a path's steps from the outermost value.
    func locate(_ path: Path, by index: MemberIndex? = nil) -> Located {
        guard path.firstAll == nil else { return locateAll(path.steps[...], index) }
        guard let node = find(path.steps[...], from: 0, by: index) else { return .nothing }
        if path.endsInAnswer, case .answer(let step)? = path.steps.last { return locateAnswer(step, of: node, index) }
        return value(of: node)
    }

    /// What a node holds. A list of one element stands for the element.
    func value(of node: Int) -> Located {
        let node = only(node)
        switch kind(of: node) {
        case .null: return .nothing
        case .object: return .group
        case .array:
            var pieces: [Piece] = []
            return collect(node, into: &pieces) ? .list(of: pieces) : .group
        case .number: return .number(scalar(node))
        case .string, .boolean: return .piece(scalar(node))
        }
    }

    private func locateAll(_ steps: ArraySlice<Path.Step>, _ index: MemberIndex?) -> Located {
        var pieces: [Piece] = []
        let nodes = findAll(steps, from: 0, by: index)
        if nodes.count == 1 { return value(of: nodes[0]) }
        for node in nodes {
            guard collect(only(node), into: &pieces) else { return .group }
        }
        return .list(of: pieces)
    }

    /// Adds the single value, or all of a list's; false where there is more in it than single values.
    private func collect(_ node: Int, into pieces: inout [Piece]) -> Bool {
        switch kind(of: node) {
        case .null: return true
        case .object: return false
        case .string, .number, .boolean:
            pieces.append(scalar(node))
            return true
        case .array:
            guard var element = firstChild(of: node) else { return true }
            let end = end(of: node)
            while element < end {
                let single = only(element)
                switch kind(of: single) {
                case .object, .array: return false
                case .null: break
                case .string, .number, .boolean: pieces.append(scalar(single))
                }
                element = next(after: element)
            }
            return true
        }
    }
}
