import Mapping

/// Reads `ignore_if`, of a form or of a sender.
struct ConditionReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// A condition, or a list of them.
    func conditions(_ node: Node) -> [WholeDefinition.Condition] {
        guard case .sequence(let items) = node.content else { return condition(node).map { [$0] } ?? [] }
        if items.isEmpty { log.add("expected \(ConditionKeys.shape.what), found an empty list", at: node.place) }
        return items.compactMap { condition($0) }
    }

    private func condition(_ node: Node) -> WholeDefinition.Condition? {
        guard var reader = MappingReader(node, ConditionKeys.shape, log: log) else { return nil }
        let before = log.count
        let path = reader.placed(ConditionKeys.path)
        let equals = reader.list(ConditionKeys.equals) ?? []
        let not = reader.list(ConditionKeys.not) ?? []
        let contains = reader.list(ConditionKeys.contains) ?? []
        let exists = reader.placed(ConditionKeys.exists)
        reader.finish()
        if !reader.has(ConditionKeys.path.name) { reader.missing("path", "write where to look, such as path: test") }
        guard log.count == before, let path else { return nil }
        return WholeDefinition.Condition(path: path, equals: equals, not: not, contains: contains, exists: exists)
    }
}
