import BoardCRM
import Mapping

/// Reads one rule in any of its forms: a bare path, a number or boolean, or a mapping.
struct RuleReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// The rule that `node` writes. What is wrong with it is complained of and stands in its `unread`: what was read is still worth
    /// checking, so that all mistakes of a rule are told at once.
    ///
    /// - Parameter isIdentifier: whether its constant is an id: then a number in digits is what was meant.
    func rule(_ node: Node, isIdentifier: Bool = false) -> RuleDefinition {
        switch node.content {
        case .scalar(let scalar): bare(scalar, of: node, isIdentifier)
        case .sequence(let items): refuse(node, Self.message(of: items))
        case .mapping(let members): mapping(node, members)
        }
    }

    private func refuse(_ node: Node, _ message: String?) -> RuleDefinition {
        if let message { log.add(message, at: node.place) }
        var rule = RuleDefinition(.paths([]), at: node.place)
        rule.unread = [RuleKeys.from.name]
        return rule
    }

    private func bare(_ scalar: Node.Scalar, of node: Node, _ isIdentifier: Bool) -> RuleDefinition {
        if scalar.isBroken { return refuse(node, nil) }
        guard !scalar.text.isEmpty else {
            return refuse(node, "expected a path, a number, true, false or a rule, found \(node.found)")
        }
        let position: PlainWord.Position = isIdentifier ? .identifier : .rule
        if let complaint = PlainWord.complaint(of: scalar, in: position) { return refuse(node, complaint) }
        switch constant(scalar) {
        case .text(_):
            // Of an id in digits more is said when rules are compiled.
            let isTold = isIdentifier && scalar.text.utf8.allSatisfy(\.isDecimalDigit)
            if !isTold, let warning = PlainWord.warning(of: scalar, in: position) { log.warn(warning, at: node.place) }
            return RuleDefinition(.paths([Placed(scalar.text, at: node.place)]), at: node.place)
        case let number: return RuleDefinition(.constant(Placed(number, at: node.place)), at: node.place)
        }
    }

    private func mapping(_ node: Node, _ members: [Node.Member]) -> RuleDefinition {
        if members.count == 1, let only = members.first, !RuleKeys.shape.knows(only.key.value),
            only.value.scalar?.isNothing == true, MissingSpace(in: only.key.value) == nil
        {
            let word = only.key.value
            return refuse(
                node, "a path has no braces; write \(word), or for text with paths in it { template: \"{\(word)}\" }")
        }
        if let slip = FlowComma(in: members, isKnown: Self.isKey) {
            log.add(slip.message, at: slip.place)
            return refuse(node, nil)
        }
        guard var reader = MappingReader(node, RuleKeys.shape, log: log) else { return refuse(node, nil) }
        let source = source(&reader)
        // What is read from here on may be wrong without making the source so: all of it is told at once.
        var rule = RuleDefinition(source ?? .paths([]), at: node.place)
        if source == nil { rule.unread.insert(RuleKeys.from.name) }
        rule.unread.formUnion(RuleKeys.sources.filter { reader.has($0) }.dropFirst())
        rule.takes = reader.list(RuleKeys.takes)
        rule.type = reader.placed(RuleKeys.type)
        rule.required = reader.placed(RuleKeys.required)
        rule.defaultValue = reader.member(RuleKeys.defaultValue.name).flatMap { constant($0.value) }
        let before = log.count
        rule.transforms =
            reader.member(RuleKeys.transform.name).map { TransformReader(log: log).transforms($0.value) } ?? []
        if log.count != before { rule.unread.insert(RuleKeys.transform.name) }
        let table = reader.member(RuleKeys.choices.name).map { self.choices($0.value) }
        rule.choices = table?.lines ?? []
        if table?.isWhole == false { rule.unread.insert(RuleKeys.choices.name) }
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
        noteUnread(of: reader, in: &rule)
        return rule
    }

    /// Remembers what was not read, so that nothing is said that only follows from it.
    private func noteUnread(of reader: MappingReader, in rule: inout RuleDefinition) {
        for key in reader.keys where !Self.isRead(key.value, in: rule) { rule.unread.insert(key.value) }
        if reader.hasOnlyListedKeys { return }
        rule.unread.formUnion(RuleKeys.shape.entries.map(\.name).filter { reader.isMisspelt($0) })
        for word in reader.strangers {
            rule.unread.insert(word)
            // What nobody knows may well be the type by another word.
            if rule.type == nil { rule.unread.insert(RuleKeys.type.name) }
        }
    }

    /// Whether a key that is there was read; one that is told of elsewhere counts as read.
    private static func isRead(_ key: String, in rule: RuleDefinition) -> Bool {
        switch key {
        case RuleKeys.takes.name: rule.takes != nil
        case RuleKeys.type.name: rule.type != nil
        case RuleKeys.required.name: rule.required != nil
        case RuleKeys.defaultValue.name: rule.defaultValue != nil
        case RuleKeys.maximumLength.name: rule.maximumLength != nil
        case RuleKeys.overflow.name: rule.overflow != nil
        case RuleKeys.overflowTarget.name: rule.overflowTarget != nil
        case RuleKeys.region.name: rule.region != nil
        case RuleKeys.zone.name: rule.zone != nil
        case RuleKeys.fromZone.name: rule.fromZone != nil
        case RuleKeys.format.name: !rule.formats.isEmpty
        case RuleKeys.decimal.name: rule.decimal != nil
        case RuleKeys.separator.name: rule.separator != nil
        default: true
        }
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
        if let from {
            if let braces = Self.braces(from.value) {
                log.add("a path has no braces; write from: \(braces)", at: from.value.place)
                return nil
            }
            let nodes: [Node] = if case .sequence(let items) = from.value.content { items } else { [from.value] }
            let quoted = nodes.compactMap { node in
                node.scalar.flatMap { PlainWord.complaint(of: $0, in: .source) }.map { Complaint($0, at: node.place) }
            }
            log.add(quoted)
            if !quoted.isEmpty { return nil }
            return reader.list(RuleKeys.from).map { .paths($0) }
        }
        if let value { return constant(value.value).map { .constant($0) } }
        if jq != nil { return reader.placed(RuleKeys.jq).map { .jq($0) } }
        if let braces = template.flatMap({ Self.braces($0.value) }) {
            log.add("a template has quotes: template: \"{\(braces)}\"", at: template?.value.place ?? reader.place)
            return nil
        }
        return reader.placed(RuleKeys.template).map { .template($0) }
    }

    /// Whether a word is one of a rule's keys, or was most likely meant to be one.
    private static func isKey(_ word: String) -> Bool {
        RuleKeys.shape.knows(word) || NearestWord.find(word, among: RuleKeys.shape.entries.map(\.name)) != nil
    }

    /// `topic` of `{topic}`, which YAML reads as a mapping with nothing in it.
    private static func braces(_ node: Node) -> String? {
        guard case .mapping(let members) = node.content, members.count == 1, members[0].value.scalar?.isNothing == true
        else { return nil }
        return members[0].key.value
    }

    /// What to do about a list in the place of a rule.
    private static func message(of items: [Node]) -> String {
        if items.contains(where: { if case .mapping = $0.content { true } else { false } }) {
            return "expected a rule, found a list; take the '- ' before it away"
        }
        let names = items.compactMap(\.scalar).filter { $0.isPlain && !$0.isSubstituted }.map(\.text)
        let paths = names.isEmpty || names.count != items.count || names.count > 4 ? "…" : names.joined(separator: ", ")
        return "expected a rule, found a list; write { from: [\(paths)] } for the first path that is not empty"
    }

    /// A table from what comes to what is sent.
    private func choices(_ node: Node) -> (lines: [RuleDefinition.Choice], isWhole: Bool) {
        let what = "a mapping from what comes to what is sent"
        guard case .mapping(let members) = node.content else {
            log.add("expected \(what)\(Self.example(for: node)), found \(node.found)", at: node.place)
            return ([], false)
        }
        if let slip = FlowComma(in: members, isKnown: { _ in false }) {
            log.add(slip.message, at: slip.place)
            return ([], false)
        }
        if members.isEmpty { log.add("expected \(what), found an empty mapping", at: node.place) }
        let lines = members.compactMap { member in
            constant(member.value).map { RuleDefinition.Choice(from: member.key, to: $0) }
        }
        return (lines, !lines.isEmpty && lines.count == members.count)
    }

    /// A table of the words that stand there as a list.
    private static func example(for node: Node) -> String {
        guard case .sequence(let items) = node.content else { return ", such as { sales: 1287, jobs: 1290 }" }
        let words = items.prefix(2).compactMap(\.scalar).filter { !$0.isSubstituted && !$0.text.isEmpty }.map(\.text)
        guard !words.isEmpty, words.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber } }) else {
            return ", such as { sales: 1287, jobs: 1290 }"
        }
        return ", such as { \(words.map { "\($0): \($0)" }.joined(separator: ", "))\(items.count > 2 ? ", …" : "") }"
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
