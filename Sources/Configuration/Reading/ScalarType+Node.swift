import Mapping

extension ScalarType {
    /// The typed value of a node; nil, with a complaint, when it has none.
    func read(_ node: Node, log: ComplaintLog) -> Value? {
        guard let scalar = node.scalar else {
            log.add("expected \(expected), found \(node.found)", at: node.place)
            return nil
        }
        if scalar.isBroken { return nil }
        do throws(Mismatch) {
            return try read(scalar.text)
        } catch {
            if let statement = error.statement {
                // It is a fixed text.
                log.add(statement, at: node.place)
                return nil
            }
            if scalar.isSubstituted, isPublic, Substitution.isShowable(scalar) {
                log.reveal(scalar.text, writtenAs: scalar.written)
                let end = error.hint.map { "; \($0)" } ?? ""
                log.add(
                    "expected \(expected), found \(Quoted(scalar.text)), which is what \(Quoted(scalar.written)) stands for\(end)",
                    at: node.place)
                return nil
            }
            // What came in from outside is not repeated, not even by a hint made of it.
            let hint = scalar.isSubstituted ? nil : error.hint
            log.add("expected \(expected), found \(node.found)" + (hint.map { "; \($0)" } ?? ""), at: node.place)
            return nil
        }
    }
}
