import Wire

extension JSONDocument {
    /// The nodes that a path leads to, each with everything in it.
    func nodes(at path: Path, by index: MemberIndex? = nil) -> [Int] {
        nodes(at: path.steps[...], by: index)
    }

    /// The same for steps.
    func nodes(at steps: ArraySlice<Path.Step>, by index: MemberIndex? = nil) -> [Int] {
        steps.contains(.all)
            ? findAll(steps, from: 0, by: index) : [find(steps, from: 0, by: index)].compactMap(\.self)
    }
}
