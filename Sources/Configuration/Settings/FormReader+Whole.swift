import Bridge
import Mapping

/// Reads what a form says about a submission as a whole.
extension FormReader {
    func whole(_ reader: inout MappingReader) -> WholeDefinition {
        var whole = WholeDefinition()
        whole.each = reader.placed(WholeKeys.each)
        whole.ignoreIf =
            reader.member(WholeKeys.ignoreIf.name).map { ConditionReader(log: log).conditions($0.value) } ?? []
        whole.requiredOneOf = reader.member(WholeKeys.requiredOneOf.name).map { demands($0.value) } ?? []
        whole.rest = reader.member(WholeKeys.rest.name).flatMap { rest($0.value) }
        whole.isRestUnread =
            reader.isMisspelt(WholeKeys.rest.name) || reader.has(WholeKeys.rest.name) && whole.rest == nil
        whole.attribution = reader.member(WholeKeys.attribution.name).flatMap { attribution($0.value) }
        return whole
    }

    // MARK: - required_one_of

    /// A list of targets, or a list of such lists.
    private func demands(_ node: Node) -> [Placed<[Placed<String>]>] {
        guard case .sequence(let items) = node.content, !items.isEmpty else {
            let found = node.scalar == nil ? "an empty list or a mapping" : node.found
            log.add("expected a list of targets such as [lead.email, lead.phone], found \(found)", at: node.place)
            return []
        }
        if items.allSatisfy({ $0.scalar != nil }) { return targets(items, at: node.place).map { [$0] } ?? [] }
        return items.compactMap { item in
            guard case .sequence(let inner) = item.content, inner.allSatisfy({ $0.scalar != nil }) else {
                log.add("expected a list of targets, as another one here is, found \(item.found)", at: item.place)
                return nil
            }
            return targets(inner, at: item.place)
        }
    }

    private func targets(_ nodes: [Node], at place: Place) -> Placed<[Placed<String>]>? {
        let read = nodes.compactMap { node in
            ScalarType.target.read(node, log: log).map { Placed($0, at: node.place) }
        }
        return read.count == nodes.count ? Placed(read, at: place) : nil
    }

    // MARK: - rest, utm

    private func rest(_ node: Node) -> WholeDefinition.Rest? {
        if node.scalar != nil {
            return ScalarType.target.read(node, log: log).map { .init(target: Placed($0, at: node.place)) }
        }
        guard var reader = MappingReader(node, RestKeys.shape, log: log) else { return nil }
        let target = reader.placed(RestKeys.target)
        let maximum = reader.placed(RestKeys.maximumLength)
        let except = reader.list(RestKeys.except) ?? []
        let within = reader.list(RestKeys.within)
        reader.finish()
        if !reader.has(RestKeys.target.name) {
            reader.missing("to", "write where it goes, such as to: fields.description")
        }
        return target.map { .init(target: $0, maximumLength: maximum, except: except, within: within) }
    }

    private func attribution(_ node: Node) -> WholeDefinition.Attribution? {
        if let scalar = node.scalar {
            if scalar.text == "auto" { return .init(lines: .auto, at: node.place) }
            if !scalar.isBroken {
                log.add("expected \(AttributionKeys.shape.what), found \(node.found)", at: node.place)
            }
            return nil
        }
        guard var reader = MappingReader(node, AttributionKeys.shape, log: log) else { return nil }
        var attribution = WholeDefinition.Attribution(lines: .none, at: node.place)
        if let target = reader.placed(AttributionKeys.lines) { attribution.lines = .target(target) }
        var isEmpty = !reader.has(AttributionKeys.lines.name)
        for key in AttributionKeys.names {
            guard let member = reader.member(key.name) else { continue }
            isEmpty = false
            guard let target = key.type.read(member.value, log: log) else { continue }
            attribution.members.append(.init(member.key, Placed(target, at: member.value.place)))
        }
        reader.finish()
        if isEmpty { log.add("expected \(AttributionKeys.shape.what), found neither", at: node.place) }
        return attribution
    }

    // MARK: - dedupe

    /// Changes the sender's settings to what the form says about repeats; the key's paths are a part of the mapping.
    func dedupe(
        _ reader: inout MappingReader, _ whole: inout WholeDefinition, _ settings: inout DedupeSettings
    ) {
        guard let member = reader.member(WholeKeys.dedupe.name) else { return }
        if member.value.scalar?.text == "false" {
            settings.echo = nil
            return
        }
        if let scalar = member.value.scalar, !scalar.isBroken, !scalar.isNothing {
            let key = scalar.isSubstituted || scalar.text == "true" ? "email" : scalar.text
            log.add(
                "expected \(DedupeKeys.shape.what), found \(member.value.found); write dedupe: { key: \(key) }",
                at: member.value.place)
            return
        }
        guard var section = MappingReader(member.value, DedupeKeys.shape, log: log) else { return }
        let hasKey = section.has(DedupeKeys.key.name)
        whole.dedupeKey = section.list(DedupeKeys.key) ?? []
        let window = section.member(DedupeKeys.window.name)
        if hasKey, let window {
            settings.keyWindow = ScalarType.keyWindow.read(window.value, log: log) ?? settings.keyWindow
        } else if let window {
            settings.echo = ScalarType.echoWindow.read(window.value, log: log)
        } else if !hasKey, !section.isMisspelt("key"), !section.isMisspelt("window") {
            log.add("expected a key, a window or both, found neither", at: member.value.place)
        }
        section.finish()
    }
}
