internal import Wire

/// Finds the values of a sample, in their order.
struct LeafFinder {
    /// More than that is no form that a person filled in.
    static let limit = 400

    private(set) var leaves: [Leaf] = []
    /// What Typeform's questions are, by the ref that their answers give.
    var titles: [String: String] = [:]

    static func leaves(of payload: Payload) -> [Leaf] {
        var finder = LeafFinder()
        switch payload {
        case .fields(let fields): finder.add(fields)
        case .json(let document): finder.add(document.root, at: "", names: [])
        }
        return finder.leaves
    }

    mutating func add(_ leaf: Leaf) {
        if leaves.count < Self.limit { leaves.append(leaf) }
    }

    // MARK: - Forms

    private mutating func add(_ fields: FormFields) {
        var seen: Set<String> = []
        for entry in fields.entries {
            let name = fields.name(of: entry)
            guard !name.isEmpty, seen.insert(name).inserted else { continue }
            let values = fields.values(named: name)
            let value = values.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: ", ")
            let path = PathText.step(name, isFirst: true)
            if values.count == 1, addJSON(in: value, at: path, names: [name]) { continue }
            let steps = Self.bracketed(name)
            // An advanced Elementor form sends each field's value beside its title, type and id.
            if steps.count == 3, steps[0] == "fields", fields[first: "fields[\(steps[1])][value]"] != nil {
                guard steps[2] == "value" else { continue }
                add(
                    Leaf(
                        paths: [name, PathText.quoted(name)], names: [steps[1]],
                        label: fields[first: "fields[\(steps[1])][title]"],
                        hint: fields[first: "fields[\(steps[1])][type]"], value: value, kind: .text))
                continue
            }
            let readable = steps.count > 1 ? [name, Self.dotted(steps)] : []
            let plain = name.hasSuffix("[]") ? [PathText.step(String(name.dropLast(2)), isFirst: true)] : []
            add(
                Leaf(
                    paths: plain + readable + [path, PathText.quoted(name)], names: steps, value: value,
                    kind: value.isEmpty ? .nothing : values.count > 1 ? .list : .text))
        }
    }

    /// `a[b][0]` as its names; a name without brackets is the only one.
    private static func bracketed(_ name: String) -> [String] {
        guard let open = name.firstIndex(of: "["), open != name.startIndex, name.hasSuffix("]") else { return [name] }
        let inner = name[name.index(after: open)...].dropLast()
        let steps = [String(name[..<open])] + inner.split(separator: "][").map(String.init)
        return steps.contains { $0.contains("[") || $0.contains("]") } ? [name] : steps
    }

    private static func dotted(_ steps: [String]) -> String {
        steps.reduce("") { PathText.member($1, of: $0) }
    }
}
