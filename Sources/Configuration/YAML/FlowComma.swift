import Mapping

/// `{ transform: slice(0, 10) }`: to YAML the comma ends the value, for nothing says that it belongs to a call.
struct FlowComma {
    /// What to tell.
    let message: String
    /// Where the value begins.
    let place: Place

    /// Looks for a call that goes on in keys without a value.
    init?(in members: [Node.Member]) {
        for (index, member) in members.enumerated() {
            let rest = members[(index + 1)...].prefix { $0.value.scalar?.isNothing == true }.map(\.key.value)
            guard let call = Self.call(member.value, rest) else { continue }
            self.init("\(member.key.value): \(call)", at: member.value.place)
            return
        }
        return nil
    }

    /// Looks for a call that goes on in the list's next items.
    init?(in items: [Node]) {
        for (index, item) in items.enumerated() {
            guard let call = Self.call(item, items[(index + 1)...].map { $0.scalar?.text ?? "" }) else { continue }
            self.init(call, at: item.place)
            return
        }
        return nil
    }

    private init(_ words: String, at place: Place) {
        message = "inside [ ] or { } a comma ends a value; one that has a comma stands in quotes: \(words)"
        self.place = place
    }

    /// The whole call in quotes, where a text begins one and the rest ends it.
    private static func call(_ node: Node, _ rest: [String]) -> String? {
        guard let scalar = node.scalar, scalar.isPlain, !scalar.isSubstituted,
            scalar.text.contains("("), !scalar.text.contains(")"),
            let end = rest.firstIndex(where: { $0.contains(")") })
        else { return nil }
        let text = ([scalar.text] + rest[...end]).joined(separator: ", ")
        return text.contains("'") ? "\"\(text)\"" : "'\(text)'"
    }
}
