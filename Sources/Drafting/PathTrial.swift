internal import BoardCRM
internal import Mapping
internal import Wire

/// Tries rules on the sample itself: a draft says nothing that was not seen to work.
struct PathTrial {
    let payload: Payload
    /// Whose short names paths may begin with.
    var sender: KnownSender?

    /// What a rule sends for the sample; nil where it does not compile, does not fit or sends nothing.
    func value(of rule: RuleDefinition) -> FieldValue? {
        guard let alias = Alias("x") else { return nil }
        var definition = MappingDefinition(at: Self.place, columnID: Self.columnID)
        definition.shortcuts = sender?.shortcuts ?? []
        definition.fields = [.init(Placed(alias.text, at: Self.place), rule)]
        guard let mapping = FormMapping.compile(definition).mapping,
            case .mapped(let mapped) = mapping.map(payload)
        else { return nil }
        return mapped.deal.fields[alias]
    }

    /// The first path that leads to the leaf's own value; of an empty one, the first that can be written.
    func path(to leaf: Leaf) -> String? {
        leaf.paths.first { path in
            let rule = RuleDefinition(.paths([Placed(path, at: Self.place)]), at: Self.place)
            guard !leaf.isBlank else { return compiles(rule) }
            guard case .text(let text)? = value(of: rule) else { return false }
            return Array(text.utf8) == Array(leaf.value.utf8)
        }
    }

    /// Whether a path leads to anything, a group too.
    func isThere(_ path: String) -> Bool {
        var definition = MappingDefinition(at: Self.place, columnID: Self.columnID)
        let rule = RuleDefinition(.paths([Placed(path, at: Self.place)]), at: Self.place)
        definition.fields = [.init(Placed("x", at: Self.place), rule)]
        guard let mapping = FormMapping.compile(definition).mapping else { return false }
        switch mapping.map(payload) {
        case .mapped(let mapped): return !mapped.deal.fields.isEmpty
        case .problems: return true
        }
    }

    /// The first of a sender's short names for a leaf that leads to a text, and that text: a choice by its label, and not by its id.
    func easy(_ sender: KnownSender, _ leaf: Leaf, besides names: Set<String>) -> (path: String, value: String)? {
        for path in sender.names(of: leaf) where !names.contains(path) {
            let rule = RuleDefinition(.paths([Placed(path, at: Self.place)]), at: Self.place)
            if leaf.isBlank {
                if compiles(rule) { return (path, leaf.value) }
            } else if case .text(let text)? = value(of: rule) {
                return (path, text)
            }
        }
        return nil
    }

    private func compiles(_ rule: RuleDefinition) -> Bool {
        var definition = MappingDefinition(at: Self.place, columnID: Self.columnID)
        definition.shortcuts = sender?.shortcuts ?? []
        definition.fields = [.init(Placed("x", at: Self.place), rule)]
        guard let mapping = FormMapping.compile(definition).mapping, case .mapped = mapping.map(payload) else {
            return false
        }
        return true
    }

    static let place = Place(file: "", line: 1, column: 1)
    static let columnID = RuleDefinition(.constant(Placed(.integer(1), at: place)), at: place)
}
