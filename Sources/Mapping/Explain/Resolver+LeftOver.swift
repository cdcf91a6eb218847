import Wire

extension Resolver {
    /// The payload's own names where a path takes something by a name that is like its own and not exactly it.
    func namesLike(_ path: Path) -> [String] {
        switch (taken(by: path), payload) {
        case (.fields(let entries), .fields(let fields)):
            if case .json = path.root { return [] }
            let span = fields.bytes.span
            return entries.map { fields.entries[$0] }.filter { entry in
                !path.fieldNames.contains { $0.key.names(entry, of: span) }
                    && path.fieldNames.contains { $0.namesLoosely(entry, of: span) }
            }.map { fields.name(of: $0) }
        case (.nodes(let nodes), .json(let document)):
            guard case .member(let name)? = path.steps.last else { return [] }
            // A value in an object stands right behind its key.
            return nodes.filter { $0 > 0 }.compactMap { node in
                guard let key = document.string(of: node - 1), !document.equals(node - 1, name.bytes) else {
                    return nil
                }
                let bytes = Array(key.utf8)
                return name.loose.fits(bytes.span, bytes.indices) ? key : nil
            }
        default: return []
        }
    }

    /// Two names of the payload that are like a path's, so that it takes neither; nil where that is not so.
    func ambiguousNames(_ path: Path) -> [String]? {
        if case .ambiguous(let names) = taken(by: path) { names } else { nil }
    }

    /// What none of the paths takes, by its names in the payload, in its order.
    ///
    /// - Parameter withFiles: whether a file that no path takes is one.
    func leftOver(by paths: [Path], withFiles: Bool = true) -> [Explanation.LeftOver] {
        var fields: Set<Int> = []
        var nodes: Set<Int> = []
        for path in paths {
            switch taken(by: path) {
            case .fields(let entries): fields.formUnion(entries)
            case .nodes(let found): nodes.formUnion(found)
            case .nothing, .ambiguous: break
            }
        }
        switch payload {
        case .fields(let form):
            return form.entries.indices.filter { index in
                !fields.contains(index) && (withFiles || form.entries[index].file == nil)
            }.map { index in
                Explanation.LeftOver(
                    name: form.name(of: form.entries[index]), value: form.value(of: form.entries[index]))
            }
        case .json(let document):
            var left: [Explanation.LeftOver] = []
            Self.collect(document.root, "", besides: nodes, into: &left)
            return left
        }
    }

    private static func collect(
        _ value: JSONValue, _ name: String, besides taken: Set<Int>, into left: inout [Explanation.LeftOver]
    ) {
        if taken.contains(value.node) { return }
        switch value.kind {
        case .object:
            for (key, member) in value.members {
                collect(member, name.isEmpty ? key : "\(name).\(key)", besides: taken, into: &left)
            }
        case .array:
            for (index, element) in value.elements.enumerated() {
                collect(element, "\(name)[\(index)]", besides: taken, into: &left)
            }
        case .null: break
        case .string: left.append(.init(name: name, value: value.string))
        case .number, .boolean: left.append(.init(name: name, value: String(decoding: value.text, as: UTF8.self)))
        }
    }
}
