extension DraftPlan {
    /// A phone number, from the parts that some forms ask it in: `phone[area]` and `phone[full]`.
    mutating func phone(_ target: String) {
        guard let index = best(.phone) else { return }
        let parts = parts(of: index)
        guard parts.count > 1 else { return take(index, lead: target, type: "phone") }
        let found = parts.map { sample.found[$0] }
        let saw = found.map(\.leaf.value).filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: " ")
        var rule = DraftRule(
            target: target, source: .template(found.map { "{\($0.path)}" }.joined(separator: " ")), type: "phone",
            saw: saw)
        if !saw.isEmpty, trial.value(of: rule.definition) == nil { rule.type = nil }
        guard saw.isEmpty || trial.value(of: rule.definition) != nil else {
            return take(index, lead: target, type: "phone")
        }
        add(rule, taking: parts)
    }

    /// In the order in which a number is dialled.
    private static let order = [
        ["country", "countrycode"], ["prefix", "area", "areacode", "code"],
        ["full", "phone", "number", "local", "main", "line"],
    ]

    /// The fields in the same group that are parts of the same number; none where one of them is all of it.
    private func parts(of index: Int) -> [Int] {
        let names = sample.found[index].leaf.names
        guard names.count > 1, Words(names[names.count - 2]).has(Vocabulary.phone) else { return [] }
        var parts: [Int] = []
        for kind in Self.order {
            let next = sample.found.indices.first { other in
                let leaf = sample.found[other].leaf
                return !isTaken[other] && leaf.names.dropLast() == names.dropLast()
                    && kind.contains(Words(leaf.title).joined) && (leaf.isBlank || Look.isPartOfPhone(leaf.value))
            }
            if let next { parts.append(next) }
        }
        guard parts.contains(index), let last = parts.last else { return [] }
        let whole = digits(last)
        let isWhole =
            whole.count > 8 && parts.dropLast().contains { !digits($0).isEmpty && whole.hasPrefix(digits($0)) }
        return isWhole ? [] : parts
    }

    private func digits(_ index: Int) -> String { sample.found[index].leaf.value.filter(\.isNumber) }
}
