import Mapping

extension ComplaintLog {
    /// Complains of `name:value` where a mapping should stand; false where that is not what is wrong.
    func addMissingSpace(in node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.isPlain, !scalar.isSubstituted, let slip = MissingSpace(in: scalar.text)
        else { return false }
        add(slip.message, at: node.place.moved(by: slip.offset))
        return true
    }
}

extension Place {
    /// So many characters further right in the same line.
    func moved(by offset: Int) -> Place { Place(file: file, line: line, column: column + offset) }
}
