import Mapping

/// Reads texts that no complaint may show: a secret, or a list of them.
enum SecretTexts {
    /// The texts with the place of each one's key; nil where there is none. An empty one would let everybody in, and is complained of.
    static func read(_ member: Node.Member?, log: ComplaintLog) -> [(String, Place)]? {
        guard let member else { return nil }
        let nodes: [Node]
        if case .sequence(let items) = member.value.content { nodes = items } else { nodes = [member.value] }
        if nodes.isEmpty {
            log.add("'\(member.key.value)' is an empty list, and nobody would be let in", at: member.key.place)
        }
        return nodes.compactMap { node in
            guard let scalar = node.scalar else {
                log.add("expected a single text or a list of them, found \(node.found)", at: member.key.place)
                return nil
            }
            if scalar.isBroken { return nil }
            guard !scalar.text.isEmpty else {
                // At the key: a terminal shows the line of a complaint.
                log.add("'\(member.key.value)' is empty, and nobody would be let in", at: member.key.place)
                return nil
            }
            return (scalar.text, member.key.place)
        }
    }
}
