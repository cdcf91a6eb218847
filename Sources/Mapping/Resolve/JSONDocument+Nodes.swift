import Wire

extension JSONDocument {
    /// The nodes that a path leads to, each with everything in it.
    func nodes(at path: Path) -> [Int] {
        path.firstAll == nil
            ? [find(path.steps[...], from: 0)].compactMap(\.self) : findAll(path.steps[...], from: 0)
    }
}
