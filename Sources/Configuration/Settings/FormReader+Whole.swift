import Bridge
import Mapping

/// Reads what a form says about a submission as a whole.
extension FormReader {
    func whole(_ reader: inout MappingReader) -> WholeDefinition {
        var whole = WholeDefinition()
        whole.each = reader.placed("each", .text("a path to a list, such as answers.people"))
        whole.ignoreIf = reader.member("ignore_if").map { conditions($0.value) } ?? []
        whole.requiredOneOf = reader.member("required_one_of").map { demands($0.value) } ?? []
        whole.rest = reader.member("rest").flatMap { rest($0.value) }
        whole.attribution = reader.member("utm").flatMap { attribution($0.value) }
        return whole
    }

    // MARK: - ignore_if

    private func conditions(_ node: Node) -> [WholeDefinition.Condition] {
        guard case .sequence(let items) = node.content else { return condition(node).map { [$0] } ?? [] }
        if items.isEmpty { log.add("expected a condition, found an empty list", at: node.place) }
        return items.compactMap { condition($0) }
    }

    private func condition(_ node: Node) -> WholeDefinition.Condition? {
        let what = "a condition such as { path: test, equals: test }"
        guard var reader = MappingReader(node, expecting: what, log: log) else { return nil }
        let path = reader.placed("path", .text("a path"))
        let equals = reader.list("equals", of: .text("a text, or exists: false for a field that is not there")) ?? []
        let contains = reader.list("contains", of: .text("a text")) ?? []
        let exists = reader.placed("exists", .boolean)
        let before = log.count
        reader.finish()
        guard let path else {
            if log.count == before { reader.missing("path", "write where to look, such as path: test") }
            return nil
        }
        return WholeDefinition.Condition(path: path, equals: equals, contains: contains, exists: exists)
    }

    // MARK: - required_one_of

    /// A list of targets, or a list of such lists.
    private func demands(_ node: Node) -> [Placed<[Placed<String>]>] {
        let what = "a list of targets such as [lead.email, lead.phone], or a list of such lists"
        guard case .sequence(let items) = node.content, !items.isEmpty else {
            log.add("expected \(what), found \(node.found)", at: node.place)
            return []
        }
        if items.allSatisfy({ $0.scalar != nil }) { return [Placed(targets(items), at: node.place)] }
        return items.compactMap { item in
            guard case .sequence(let inner) = item.content, inner.allSatisfy({ $0.scalar != nil }) else {
                log.add("expected a list of targets, as the others are, found \(item.found)", at: item.place)
                return nil
            }
            return Placed(targets(inner), at: item.place)
        }
    }

    private func targets(_ nodes: [Node]) -> [Placed<String>] {
        nodes.compactMap { node in
            ScalarType<String>.target.read(node, log: log).map { Placed($0, at: node.place) }
        }
    }

    // MARK: - rest, utm

    private func rest(_ node: Node) -> WholeDefinition.Rest? {
        if node.scalar != nil {
            return ScalarType<String>.target.read(node, log: log).map { .init(target: Placed($0, at: node.place)) }
        }
        guard var reader = MappingReader(node, expecting: "a target such as fields.description", log: log) else {
            return nil
        }
        let target = reader.member("to")
        if target == nil { reader.missing("to", "write where it goes, such as to: fields.description") }
        let placed = target.flatMap { member in
            ScalarType<String>.target.read(member.value, log: log).map { Placed($0, at: member.value.place) }
        }
        let maximum = reader.placed("max_length", .integer(1...1_000_000))
        let except = reader.list("except", of: .text("a path")) ?? []
        reader.finish()
        return placed.map { .init(target: $0, maximumLength: maximum, except: except) }
    }

    private func attribution(_ node: Node) -> WholeDefinition.Attribution? {
        if let scalar = node.scalar {
            if scalar.text == "auto" { return .init(lines: .auto, at: node.place) }
            if !scalar.isBroken {
                log.add(
                    "expected auto, or a mapping such as { utm_source: fields.source }, found \(node.found)", at: node.place)
            }
            return nil
        }
        guard case .mapping(let members) = node.content else {
            log.add("expected auto, or a mapping such as { utm_source: fields.source }, found \(node.found)", at: node.place)
            return nil
        }
        if members.isEmpty { log.add("expected auto, or names with their targets, found an empty mapping", at: node.place) }
        var attribution = WholeDefinition.Attribution(lines: .none, at: node.place)
        for member in members {
            guard let target = ScalarType<String>.target.read(member.value, log: log) else { continue }
            let placed = Placed(target, at: member.value.place)
            if member.key.value == "to" {
                attribution.lines = .target(placed)
            } else {
                attribution.members.append(.init(member.key, placed))
            }
        }
        return attribution
    }

    // MARK: - dedupe

    /// Changes the sender's settings to what the form says about repeats; the key's paths are a part of the mapping.
    func dedupe(
        _ reader: inout MappingReader, _ whole: inout WholeDefinition, _ settings: inout DedupeSettings
    ) {
        guard let member = reader.member("dedupe") else { return }
        if member.value.scalar?.text == "false" {
            settings.echo = nil
            return
        }
        guard var section = MappingReader(member.value, expecting: "key and window, or false", log: log) else { return }
        let hasKey = section.member("key") != nil
        whole.dedupeKey = section.list("key", of: .text("a path")) ?? []
        if hasKey {
            section.set(&settings.keyWindow, from: "window", .duration(.seconds(1) ... .seconds(30 * 86_400)))
        } else if section.member("window") != nil {
            section.set(&settings.echo, from: "window", .echoWindow)
        } else {
            log.add("expected a key, a window or both, found neither", at: member.value.place)
        }
        section.finish()
    }
}

extension ScalarType where Value == String {
    /// What a rule sets, by its name.
    fileprivate static var target: Self { .text("a target such as lead.email or fields.title") }
}

extension ScalarType where Value == Duration {
    /// For how long equal content is the same click.
    static var echoWindow: Self { .duration(.seconds(1) ... .seconds(60)) }
}
