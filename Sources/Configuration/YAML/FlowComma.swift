import Mapping

/// `{ transform: slice(0, 10) }`, `{ from: email, mail }`: to YAML the comma ends the value, for nothing says that more belongs to it.
struct FlowComma {
    /// What to tell.
    let message: String
    /// Where the value begins.
    let place: Place

    /// Looks for a value that goes on in keys without one of their own.
    /// - Parameter isKnown: whether a key of this name means something there.
    init?(in members: [Node.Member], isKnown: (String) -> Bool) {
        for (index, member) in members.enumerated() {
            let rest = members[(index + 1)...].prefix { $0.value.scalar?.isNothing == true && !isKnown($0.key.value) }
            if rest.isEmpty { continue }
            if let call = Self.call(member.value, rest.map(\.key.value)) {
                self.init(
                    saying: "one that has a comma stands in quotes: \(member.key.value): \(call)",
                    at: member.value.place)
                return
            }
            guard let scalar = member.value.scalar, !scalar.isNothing, !scalar.isSubstituted, let next = rest.first,
                next.key.place.line == member.value.place.line, MissingSpace(in: next.key.value) == nil,
                isKnown(member.key.value) || !isKnown("from")
            else { continue }
            if member.key.value == RuleKeys.from.name {
                let all = ([scalar.text] + rest.map(\.key.value)).joined(separator: ", ")
                self.init(saying: "several paths stand in a list: from: [\(all)]", at: member.value.place)
                return
            }
            guard scalar.isPlain else { continue }
            let text = Self.joined(member.value, scalar.text, rest)
            self.init(
                saying: "one that has a comma stands in quotes: \(member.key.value): \(Self.quoted(text))",
                at: member.value.place)
            return
        }
        return nil
    }

    /// Looks for a call that goes on in the list's next items.
    init?(in items: [Node]) {
        for (index, item) in items.enumerated() {
            guard let call = Self.call(item, items[(index + 1)...].map { $0.scalar?.text ?? "" }) else { continue }
            self.init(saying: "one that has a comma stands in quotes: \(call)", at: item.place)
            return
        }
        return nil
    }

    private init(saying words: String, at place: Place) {
        message = "inside [ ] or { } a comma ends a value; \(words)"
        self.place = place
    }

    /// The text as it was written, as far as its line tells.
    private static func joined(_ value: Node, _ text: String, _ rest: ArraySlice<Node.Member>) -> String {
        var joined = text
        var end = value.place.column + text.unicodeScalars.count
        for member in rest {
            joined += (member.key.place.column == end + 1 ? "," : ", ") + member.key.value
            end = member.key.place.column + member.key.value.unicodeScalars.count
        }
        return joined
    }

    /// The whole call in quotes, where a text begins one and the rest ends it.
    private static func call(_ node: Node, _ rest: [String]) -> String? {
        guard let scalar = node.scalar, scalar.isPlain, !scalar.isSubstituted,
            scalar.text.contains("("), !scalar.text.contains(")"),
            let end = rest.firstIndex(where: { $0.contains(")") })
        else { return nil }
        return quoted(([scalar.text] + rest[...end]).joined(separator: ", "))
    }

    private static func quoted(_ text: String) -> String { text.contains("'") ? "\"\(text)\"" : "'\(text)'" }
}
