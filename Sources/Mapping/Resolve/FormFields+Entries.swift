import Wire

extension FormFields {
    /// The places of the fields that a path leads to.
    func entries(at path: Path, by index: MemberIndex? = nil) -> [Int] {
        switch find(path, by: index) {
        case .none, .ambiguous: []
        case .one(let entry): [entry]
        case .several(let several): several
        }
    }
}
