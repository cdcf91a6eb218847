import Wire

extension JSONDocument {
    /// The nodes that a path leads to, each with everything in it.
    func nodes(at path: Path, by index: MemberIndex? = nil) -> [Int] {
        path.firstAll == nil
            ? [find(path.steps[...], from: 0, by: index)].compactMap(\.self)
            : findAll(path.steps[...], from: 0, by: index)
    }
}
