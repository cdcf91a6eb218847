import BoardCRM
import Mapping

/// Reads one rule in any of its forms: a bare path, a number or boolean, or a mapping.
struct RuleReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// The rule that `node` writes; nil, with complaints, when it writes none.
    func rule(_ node: Node) -> RuleDefinition? {
        switch node.content {
        case .scalar(let scalar): bare(scalar, of: node)
        case .sequence:
            refuse(node, "expected a rule, found a list; write { from: […] } for the first path that is not empty")
        case .mapping: mapping(node)
        }
    }

    private func refuse(_ node: Node, _ message: String) -> RuleDefinition? {
        log.add(message, at: node.place)
        return nil
    }

    private func bare(_ scalar: Node.Scalar, of node: Node) -> RuleDefinition? {
        if scalar.isBroken { return nil }
        guard !scalar.text.isEmpty else {
            return refuse(node, "expected a path, a number, true, false or a rule, found \(node.found)")
        }
        switch constant(scalar) {
        case .text(_): return RuleDefinition(.paths([Placed(scalar.text, at: node.place)]), at: node.place)
        case let number: return RuleDefinition(.constant(Placed(number, at: node.place)), at: node.place)
        }
    }

    private func mapping(_ node: Node) -> RuleDefinition? {
        guard var reader = MappingReader(node, RuleKeys.shape, log: log) else { return nil }
        let before = log.count
        let source = source(&reader)
        // What is read from here on may be wrong without making the source so: all of it is told at once.
        var rule = RuleDefinition(source ?? .paths([]), at: node.place)
        rule.type = reader.placed(RuleKeys.type)
        rule.required = reader.placed(RuleKeys.required)
        rule.defaultValue = reader.member(RuleKeys.defaultValue.name).flatMap { constant($0.value) }
        rule.transforms =
            reader.member(RuleKeys.transform.name).map { TransformReader(log: log).transforms($0.value) } ?? []
        rule.choices = reader.member(RuleKeys.choices.name).map { choices($0.value) } ?? []
        rule.maximumLength = reader.placed(RuleKeys.maximumLength)
        rule.overflow = reader.placed(RuleKeys.overflow)
        rule.overflowTarget = reader.placed(RuleKeys.overflowTarget)
        rule.region = reader.placed(RuleKeys.region)
        rule.zone = reader.placed(RuleKeys.zone)
        rule.fromZone = reader.placed(RuleKeys.fromZone)
        rule.formats = reader.list(RuleKeys.format) ?? []
        rule.decimal = reader.placed(RuleKeys.decimal)
        rule.separator = reader.placed(RuleKeys.separator)
        reader.finish()
        return log.count == before && source != nil ? rule : nil
    }

    /// The one source of a rule.
    private func source(_ reader: inout MappingReader) -> RuleDefinition.Source? {
        let from = reader.member(RuleKeys.from.name)
        let value = reader.member(RuleKeys.value.name)
        let template = reader.member(RuleKeys.template.name)
        let jq = reader.member(RuleKeys.jq.name)
        let given = [from, value, template, jq].compactMap { $0 }.sorted { $0.key.place.isBefore($1.key.place) }
        guard let first = given.first else {
            let isMisspelt = RuleKeys.sources.contains { reader.isMisspelt($0) }
            if !isMisspelt { log.add("a rule needs one of from, value, template and jq", at: reader.place) }
            return nil
        }
        for other in given.dropFirst() {
            log.add(
                "a rule has one source, and '\(first.key.value)' stands beside '\(other.key.value)'",
                at: other.key.place)
        }
        if from != nil {
            return reader.list(RuleKeys.from).map { .paths($0) }
        }
        if let value { return constant(value.value).map { .constant($0) } }
        if jq != nil { return reader.placed(RuleKeys.jq).map { .jq($0) } }
        return reader.placed(RuleKeys.template).map { .template($0) }
    }

    /// A table from what comes to what is sent.
    private func choices(_ node: Node) -> [RuleDefinition.Choice] {
        let what = "a mapping from what comes to what is sent"
        guard case .mapping(let members) = node.content else {
            log.add("expected \(what), found \(node.found)", at: node.place)
            return []
        }
        if members.isEmpty { log.add("expected \(what), found an empty mapping", at: node.place) }
        return members.compactMap { member in
            constant(member.value).map { RuleDefinition.Choice(from: member.key, to: $0) }
        }
    }

    private func constant(_ scalar: Node.Scalar) -> RuleDefinition.Constant {
        scalar.isPlain ? RuleDefinition.Constant(plain: scalar.text) : .text(scalar.text)
    }

    private func constant(_ node: Node) -> Placed<RuleDefinition.Constant>? {
        guard let scalar = node.scalar, !(scalar.isPlain && scalar.text.isEmpty) else {
            log.add("expected a text, a number, true or false, found \(node.found)", at: node.place)
            return nil
        }
        return scalar.isBroken ? nil : Placed(constant(scalar), at: node.place)
    }
}

extension Place {
    /// Whether this stands above, or to the left in the same line.
    fileprivate func isBefore(_ other: Place) -> Bool { (line, column) < (other.line, other.column) }
}
