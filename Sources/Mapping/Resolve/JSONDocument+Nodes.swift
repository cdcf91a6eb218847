import Wire

extension JSONDocument {
    /// The nodes that steps lead to, each with everything in it.
    func nodes(at steps: [Path.Step]) -> [Int] {
        var node = 0
        for step in steps {
            guard let next = follow(step, from: node) else { return [] }
            node = next
        }
        return [node]
    }
}
