import Mapping

/// Reads a rule's `transform`: one or a list of names (`trim`), calls as text (`slice(0, 10)`) and calls as mappings (`{ slice: [0, 10] }`).
struct TransformReader {
    /// Where complaints go.
    let log: ComplaintLog

    /// What may stand there.
    static let schema: Schema = {
        let names = "(\(RuleVocabulary.transforms.joined(separator: "|")))"
        let call = "\(names)( *[(].*[)])?"
        let argument = Schema.either([.text, .form(".*")])
        let arguments = Schema.either([argument, .list(of: argument), .table(values: argument)])
        return .oneOrMore(
            .either([
                .words(RuleVocabulary.transforms), .form("\(call)( *[|] *\(call))*"),
                .table(names: names, values: arguments),
            ]))
    }()

    /// The transforms that `node` writes, in their order.
    func transforms(_ node: Node) -> [Placed<TransformCall>] {
        guard case .sequence(let items) = node.content else { return one(node).map { [$0] } ?? [] }
        if items.isEmpty { refuse(node, "a transform such as trim", "an empty list") }
        if let slip = FlowComma(in: items) {
            log.add(slip.message, at: slip.place)
            return []
        }
        return items.compactMap { one($0) }
    }

    private func one(_ node: Node) -> Placed<TransformCall>? {
        switch node.content {
        case .scalar(let scalar):
            if scalar.isBroken { return nil }
            guard !scalar.text.isEmpty else {
                refuse(node, "a transform such as trim", node.found)
                return nil
            }
            return Placed(.text(scalar.text), at: node.place)
        case .mapping(let members):
            guard members.count == 1, let member = members.first else {
                refuse(
                    node, "one transform with its arguments, such as { slice: [0, 10] }",
                    members.isEmpty ? "an empty mapping" : "several in one mapping; several stand in a list, [ ]")
                return nil
            }
            return Placed(.call(member.key, arguments(member.value)), at: node.place)
        case .sequence:
            refuse(node, "a transform such as trim", "a list in a list")
            return nil
        }
    }

    private func arguments(_ node: Node) -> [TransformCall.Argument] {
        switch node.content {
        // `trim:` with nothing behind it.
        case .scalar(let scalar) where scalar.isPlain && scalar.text.isEmpty: []
        case .scalar: argument(node).map { [TransformCall.Argument($0)] } ?? []
        case .sequence(let items): items.compactMap { argument($0).map { TransformCall.Argument($0) } }
        case .mapping(let members):
            members.compactMap { member in argument(member.value).map { TransformCall.Argument(label: member.key, $0) }
            }
        }
    }

    private func argument(_ node: Node) -> Placed<String>? {
        guard let scalar = node.scalar else {
            refuse(node, "a text or a number", node.found)
            return nil
        }
        return scalar.isBroken ? nil : Placed(scalar.text, at: node.place)
    }

    private func refuse(_ node: Node, _ expected: String, _ found: String) {
        log.add("expected \(expected), found \(found)", at: node.place)
    }
}
